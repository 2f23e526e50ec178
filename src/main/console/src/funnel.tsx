// What became of the people who reached a step in a period. Each number opens the list of these people.
import { BEGINNING, get, url } from './api';
import { counted } from './counts';
import { programTime } from './local-clock';
import { ANSWERS, type Answer, RESULTS } from './results';
import { useQuery } from './router';
import type { StepReport } from './types';
import { Field, Show, useLoad } from './ui';
import type { Titles } from './words';
import { onDay, reasonText } from './words';

/** The report's own period is 90 days. */
const PERIODS: [string, string][] = [
  ['30', 'The last 30 days'],
  ['', 'The last 90 days'],
  ['all', 'All time'],
];

const DAY = 86_400_000;

async function load(trackId: string, stepId: string, period: string, signal: AbortSignal): Promise<StepReport> {
  const from = period === 'all' ? BEGINNING : period ? await daysAgo(Number(period), signal) : '';
  const path = url('tracks', trackId, 'steps', stepId, 'report');
  return get<StepReport>(`${path}${from && `?from=${encodeURIComponent(from)}`}`, { signal });
}

async function daysAgo(days: number, signal: AbortSignal): Promise<string> {
  return new Date((await programTime(signal)) - days * DAY).toISOString();
}

interface Props {
  trackId: string;
  stepId: string;
  titles: Titles;
}

export function Funnel({ trackId, stepId, titles }: Props) {
  const [chosen, setPeriod] = useQuery('period');
  const period = PERIODS.some(([value]) => value === chosen) ? chosen : '';
  const report = useLoad((signal) => load(trackId, stepId, period, signal), [trackId, stepId, period]);
  return (
    <section class="funnel" aria-label="Who is where">
      <h2>Who is where</h2>
      <form class="map-filters" aria-label="Period" onSubmit={(event: Event) => event.preventDefault()}>
        <Field label="Reached in">
          {(attributes) => (
            <select {...attributes} value={period} onChange={(event) => setPeriod(event.currentTarget.value)}>
              {PERIODS.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
      </form>
      <Show of={report}>{(data) => <Numbers report={data} titles={titles} />}</Show>
      <a class="button small" href={peoplePath(trackId, stepId)}>
        All people who have reached it
      </a>
    </section>
  );
}

function Numbers({ report, titles }: { report: StepReport; titles: Titles }) {
  const number = (text: string, count: number, query: string) => (
    <a href={`${peoplePath(report.trackId, report.stepId)}?from=${report.from}&to=${report.to}${query}`}>
      {text} <strong class="number">{counted(count, report.complete)}</strong>
    </a>
  );
  const result = (name: Answer | 'enrolled' | 'deferred' | 'cancelled') => (
    <li key={name}>{number(RESULTS[name], report[name], `&result=${name}`)}</li>
  );
  const reasons = Object.entries(report.skipped).sort(([, one], [, other]) => other - one);
  const skipped = reasons.reduce((sum, [, count]) => sum + count, 0);
  return (
    <>
      <div class="numbers">
        {number('Reached', report.reached, '')}
        <ul aria-label="Results">
          {result('enrolled')}
          <li>
            {number(RESULTS.invited, report.invited, '&result=invited')}
            {report.invited > 0 && <ul aria-label="Answers">{ANSWERS.map(result)}</ul>}
          </li>
          {result('deferred')}
          <li>
            {number(RESULTS.skipped, skipped, '&result=skipped')}
            {skipped > 0 && (
              <ul aria-label="Reasons">
                {reasons.map(([reason, count]) => (
                  <li key={reason}>{number(reasonText(reason, {}, titles), count, `&result=skipped&reason=${reason}`)}</li>
                ))}
              </ul>
            )}
          </li>
          {result('cancelled')}
        </ul>
      </div>
      {!report.complete && (
        <p class="notice">
          Not exact: there are too many people to count them all. The numbers are at least as large as shown; a shorter period can make them exact.
        </p>
      )}
      <p class="hint">
        {report.from === BEGINNING ? '' : `Since ${onDay(report.from)}. `}A person who reaches the step in two instances counts twice.
      </p>
    </>
  );
}

/** The address of the list of people who have reached the step. */
export function peoplePath(trackId: string, stepId: string): string {
  return `#/tracks/${trackId}/steps/${stepId}/people`;
}
