// The people who have reached a step, with the result of their latest evaluation: all of them, or those behind a number.
import { useEffect, useState } from 'preact/hooks';
import { BEGINNING, url } from './api';
import { useTitles } from './overview';
import { usePages } from './pages';
import { RESULTS, isAnswer } from './results';
import { useQuery } from './router';
import type { HistoryEntry } from './types';
import { Action, Badge, Empty, Field, Heading, Show } from './ui';
import type { Titles } from './words';
import { atTime, reasonText } from './words';

interface Props {
  trackId: string;
  stepId: string;
}

/** The filters are in the address: those of a number are still there after Back and Reload. */
function useFilters(): { from: string; to: string; result: string; reason: string; clearPeriod(): void } {
  const [from, setFrom] = useQuery('from');
  const [to, setTo] = useQuery('to');
  const [result] = useQuery('result');
  const [reason] = useQuery('reason');
  return { from, to, result, reason, clearPeriod: () => (setFrom(''), setTo('')) };
}

export function StepPeoplePage({ trackId, stepId }: Props) {
  const { from, to, result, reason } = useFilters();
  const query = new URLSearchParams({
    limit: '25',
    ...(result && { [isAnswer(result) ? 'answer' : 'decision']: result }),
    ...(reason && { reason }),
    ...(from && { from }),
    ...(to && { to }),
  });
  const path = `${url('tracks', trackId, 'steps', stepId, 'runs')}?${query}`;
  const { first, rows: runs, more } = usePages<HistoryEntry>(path);
  const titles = useTitles();
  return (
    <>
      <Heading title="People who have reached it" back={[`#/tracks/${trackId}/steps/${stepId}`, `${titles(trackId)}, step ${stepId}`]} />
      <Filters runs={first.data?.data ?? []} titles={titles} />
      <Show of={first}>
        {() => (
          <>
            {runs.length === 0 && <Empty title={more ? 'Nobody among the latest' : 'Nobody'} />}
            {runs.length > 0 && <Rows runs={runs} titles={titles} result={result} />}
            {more && <Action run={more}>{runs.length === 0 ? 'Search further' : 'More'}</Action>}
          </>
        )}
      </Show>
    </>
  );
}

function Filters({ runs, titles }: { runs: HistoryEntry[]; titles: Titles }) {
  const { from, to, result, reason, clearPeriod } = useFilters();
  const [, setResult] = useQuery('result');
  const [, setReason] = useQuery('reason');
  const [reasons, setReasons] = useState<string[]>([]);
  useEffect(() => {
    const found = runs.filter((run) => run.decision === 'skipped').flatMap((run) => run.reason ?? []);
    setReasons((before) => [...new Set([...before, ...found, ...(reason ? [reason] : [])])].sort());
  }, [runs, reason]);
  return (
    <form class="map-filters" aria-label="People who have reached it" onSubmit={(event: Event) => event.preventDefault()}>
      <Field label="Result">
        {(attributes) => (
          <select {...attributes} value={result} onChange={(event) => (setReason(''), setResult(event.currentTarget.value))}>
            <option value="">All results</option>
            {Object.entries(RESULTS).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Field>
      {result === 'skipped' && (
        <Field label="Reason">
          {(attributes) => (
            <select {...attributes} value={reason} onChange={(event) => setReason(event.currentTarget.value)}>
              <option value="">All reasons</option>
              {reasons.map((each) => (
                <option key={each} value={each}>
                  {reasonText(each, {}, titles)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {(from || to) && (
        <p class="muted">
          First reached {from && from !== BEGINNING && `from ${atTime(from)} `}
          {to && `until ${atTime(to)} `}
          <button type="button" class="button small" onClick={clearPeriod}>
            At any time
          </button>
        </p>
      )}
    </form>
  );
}

function Rows({ runs, titles, result }: { runs: HistoryEntry[]; titles: Titles; result: string }) {
  return (
    <ul class="rows" aria-label="People who have reached it">
      {runs.map((run) => {
        const { participantId, instance } = run.source;
        const answer = isAnswer(result);
        return (
          <li key={`${participantId}/${instance}`} class="row-item">
            <span>
              <a class="row-title" href={`#/people/${participantId}`}>
                {run.name ?? participantId}
              </a>
              <span class="muted">
                {atTime(run.at)}
                {run.reason && `, ${reasonText(run.reason, run.evidence, titles)}`}
                {run.dueAt && `, due ${atTime(run.dueAt)}`}
              </span>
            </span>
            <Badge name={answer ? result : run.decision} text={RESULTS[answer ? result : run.decision]} />
          </li>
        );
      })}
    </ul>
  );
}
