// The people who have reached a step, with the result of their latest evaluation.
import { useEffect, useState } from 'preact/hooks';
import { get, page, url } from './api';
import type { HistoryEntry, Page } from './types';
import { Action, Badge, Empty, Field, Show, useLoad } from './ui';
import type { Titles } from './words';
import { atTime, reasonText } from './words';

const DECISIONS = ['enrolled', 'invited', 'deferred', 'skipped', 'cancelled'];

export function StepPeople({ trackId, stepId, titles }: { trackId: string; stepId: string; titles: Titles }) {
  const [decision, setDecision] = useState('');
  const path = `${url('tracks', trackId, 'steps', stepId, 'runs')}?limit=25${decision ? `&decision=${decision}` : ''}`;
  const first = useLoad((signal) => get<Page<HistoryEntry>>(path, { signal }), [path]);
  const [more, setMore] = useState<Page<HistoryEntry>[]>([]);
  useEffect(() => setMore([]), [first.data]);
  return (
    <section>
      <h2>People who have reached it</h2>
      <Field label="Result">
        {(attributes) => (
          <select {...attributes} value={decision} onChange={(event) => setDecision(event.currentTarget.value)}>
            <option value="">All results</option>
            {DECISIONS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
      <Show of={first}>
        {(data) => {
          const runs = [data, ...more].flatMap((each) => each.data);
          const cursor = (more[more.length - 1] ?? data).nextCursor;
          return (
            <>
              {runs.length === 0 && !cursor ? <Empty title="Nobody" /> : <Rows runs={runs} titles={titles} />}
              {cursor && <Action run={async () => setMore([...more, await page<HistoryEntry>(path, cursor)])}>More</Action>}
            </>
          );
        }}
      </Show>
    </section>
  );
}

function Rows({ runs, titles }: { runs: HistoryEntry[]; titles: Titles }) {
  return (
    <ul class="rows" aria-label="People who have reached it">
      {runs.map((run) => {
        const { participantId, instance } = run.source;
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
            <Badge name={run.decision} />
          </li>
        );
      })}
    </ul>
  );
}
