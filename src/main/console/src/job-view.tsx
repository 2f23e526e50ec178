// The progress of a job and its rows: on the page of a job, and in the form while the job is tried.
import { useEffect, useId, useRef } from 'preact/hooks';
import { allPages } from './api';
import { download } from './import-file';
import { rowsAsCsv, rowsPath } from './job-rows';
import { type Count, countsOf, detailText, isFinal, outcomeText, progressText, rowReason, STATUSES, tracksOfSteps, untouchedIn } from './job-words';
import { usePages } from './pages';
import { useQuery, withQuery } from './router';
import { useStepNames } from './step-names';
import type { Job, JobRow } from './types';
import { Action, Empty, Show, useLoad } from './ui';
import type { Titles } from './words';
import { atTime } from './words';

const ROWS = 50;
const ROWS_AT_ONCE = 100;

/** A bar without a value while it is not known how many rows there will be. */
export function Progress({ job }: { job: Job }) {
  const id = useId();
  const max = job.total === null ? {} : { max: Math.max(job.total, 1), value: job.total === 0 ? 1 : job.done };
  return (
    <section class="job-progress">
      <p id={id} role="status">
        <strong>{job.dryRun ? 'Trial' : 'Job'}</strong> {STATUSES[job.status]}
        {job.status === 'scheduled' && job.startAt && `: ${atTime(job.startAt)}`}
      </p>
      {!isFinal(job.status) && job.status !== 'scheduled' && <progress aria-labelledby={id} {...max} />}
      {job.status !== 'scheduled' && <p class="muted number">{progressText(job)}</p>}
    </section>
  );
}

function filterOf({ outcome, reason }: Count): string {
  return reason ? `${outcome}.${reason}` : outcome;
}

/** How many rows there are of each outcome and reason; a link shows only those. */
export function Outcomes({ job, titles }: { job: Job; titles: Titles }) {
  const [filter, setFilter] = useQuery('rows');
  const counts = countsOf(job);
  if (counts.length === 0) {
    return null;
  }
  const link = (value: string, text: string, count: number) => (
    <li key={value}>
      <a
        href={withQuery('rows', value)}
        aria-current={filter === value ? 'true' : undefined}
        onClick={(event: Event) => (event.preventDefault(), setFilter(value))}
      >
        <strong class="number">{count.toLocaleString('en-GB')}</strong> {text}
      </a>
    </li>
  );
  return (
    <ul class="outcomes" aria-label="Results">
      {link('', 'in all', job.done)}
      {counts.map((each) => {
        const reason = each.reason ? `: ${rowReason(job.kind, each.reason, {}, titles)}` : '';
        return link(filterOf(each), `${outcomeText(each.outcome, job.dryRun)}${reason}`, each.count);
      })}
    </ul>
  );
}

/** The rows that the address filters, page by page. They are read again when the job has done more. */
export function Rows({ job, titles }: { job: Job; titles: Titles }) {
  const [filter] = useQuery('rows');
  const path = rowsPath(job.id, filter, ROWS);
  const { first, pages, rows, more } = usePages<JobRow>(path);
  const state = `${job.done}/${isFinal(job.status)}`;
  const shown = useRef(state);
  useEffect(() => {
    if (shown.current !== state && pages.length <= 1) {
      first.reload();
    }
    shown.current = state;
  }, [state]);
  const save = async (): Promise<void> =>
    download(await rowsAsCsv(job, filter, titles), `job-${job.kind}-${job.id}${filter ? `-${filter}` : ''}.csv`);
  return (
    <section>
      <div class="card-top">
        <h2>Rows</h2>
        {job.done > 0 && <Action run={save}>Download rows</Action>}
      </div>
      <Show of={first}>
        {() => (
          <>
            {rows.length === 0 && !more ? <Empty title={nothing(job, filter)} /> : <RowTable job={job} rows={rows} titles={titles} />}
            {more && <Action run={more}>More</Action>}
          </>
        )}
      </Show>
    </section>
  );
}

function nothing(job: Job, filter: string): string {
  if (filter) {
    return 'No row matches';
  }
  return isFinal(job.status) ? 'Nobody' : 'No rows yet';
}

function RowTable({ job, rows, titles }: { job: Job; rows: JobRow[]; titles: Titles }) {
  const steps = useStepNames(tracksOfSteps(rows));
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="Rows">
      <table class="job-rows">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">{job.dryRun ? 'What would be done' : 'Result'}</th>
            <th scope="col">Details</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.participantId}/${JSON.stringify(row.record ?? row.evidence)}/${row.outcome}/${row.at}`}>
              <td>
                {row.participantId ? (
                  <a href={`#/people/${encodeURIComponent(row.participantId)}`}>{row.name ?? row.participantId}</a>
                ) : (
                  String(row.evidence.email ?? row.evidence.slackUserId ?? 'unknown')
                )}
              </td>
              <td>
                {outcomeText(row.outcome, job.dryRun)}
                {row.reason && `: ${rowReason(job.kind, row.reason, row.evidence, titles)}`}
              </td>
              <td>{detailText(row, titles, steps)}</td>
              <td class="number">{atTime(row.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What an undo leaves as it is, by name: read from all rows, because counts do not have it. */
export function Untouched({ job, titles }: { job: Job; titles: Titles }) {
  const ended = isFinal(job.status);
  const all = useLoad(
    async (signal) => (ended ? allPages<JobRow>(rowsPath(job.id, '', ROWS_AT_ONCE), { signal }) : []),
    [job.id, ended],
  );
  if (!ended || !all.data) {
    return null;
  }
  const named = all.data.flatMap((row) => untouchedIn(row, titles).map((text) => `${row.name ?? row.participantId}: ${text}`));
  return (
    <section>
      <h2>What {job.dryRun ? 'would stay' : 'stays'} untouched</h2>
      {named.length === 0 ? (
        <p>Nothing: nobody has completed a track that the step led to.</p>
      ) : (
        <ul class="untouched">
          {[...new Set(named)].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
