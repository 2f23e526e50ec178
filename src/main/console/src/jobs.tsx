import { KINDS, STATUSES, aboutText, progressText, trackOfStep } from './job-words';
import { useTitles } from './overview';
import { usePages } from './pages';
import { useQuery } from './router';
import { useStepNames } from './step-names';
import type { Job } from './types';
import { Action, Badge, Empty, Field, Heading, Show } from './ui';
import type { StepNames, Titles } from './words';
import { ago } from './words';

/** All jobs that the user may see, newest first. The filters are in the address. */
export function JobsPage() {
  const [status] = useQuery('status');
  const [kind] = useQuery('kind');
  const filters = [status && `status=${status}`, kind && `kind=${kind}`].filter(Boolean).map((each) => `&${each}`);
  const path = `/v1/jobs?limit=25${filters.join('')}`;
  const { first, rows: jobs, more } = usePages<Job>(path);
  const titles = useTitles();
  return (
    <>
      <Heading title="Jobs">
        <button type="button" class="button small" onClick={first.reload}>
          Refresh
        </button>
      </Heading>
      <NewJobs />
      <Filters />
      <Show of={first}>
        {() => (
          <>
            {jobs.length === 0 && !more ? (
              <Empty title={filters.length > 0 ? 'No job matches' : 'No jobs yet'} />
            ) : (
              <ul class="rows" aria-label="Jobs">
                <JobItems jobs={jobs} titles={titles} />
              </ul>
            )}
            {more && <Action run={more}>More</Action>}
          </>
        )}
      </Show>
    </>
  );
}

function NewJobs() {
  return (
    <div class="actions new-jobs" role="group" aria-label="New job">
      {Object.entries(KINDS).map(([kind, { title, text }]) => (
        <a key={kind} class="button small" href={`#/new-job/${kind}`} title={text}>
          {title}
        </a>
      ))}
    </div>
  );
}

function Filters() {
  const [status, setStatus] = useQuery('status');
  const [kind, setKind] = useQuery('kind');
  const select = (label: string, value: string, names: [string, string][], set: (value: string) => void) => (
    <Field label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => set(event.currentTarget.value)}>
          <option value="">All</option>
          {names.map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const kinds = Object.entries(KINDS).map(([name, { title }]): [string, string] => [name, title]);
  return (
    <form class="map-filters" aria-label="Jobs" onSubmit={(event: Event) => event.preventDefault()}>
      {select('Status', status, Object.entries(STATUSES), setStatus)}
      {select('Kind', kind, kinds, setKind)}
    </form>
  );
}

function JobItems({ jobs, titles }: { jobs: Job[]; titles: Titles }) {
  const steps = useStepNames(jobs.flatMap(trackOfStep));
  return jobs.map((job) => <JobItem key={job.id} job={job} titles={titles} steps={steps} />);
}

function JobItem({ job, titles, steps }: { job: Job; titles: Titles; steps: StepNames }) {
  return (
    <li class="row-link">
      <a href={`#/jobs/${job.id}`}>
        <span class="row-title">
          {KINDS[job.kind].title}
          {job.dryRun && ' (trial)'}
        </span>
        <span class="muted">
          {aboutText(job, titles, steps)} · {job.createdBy}, {ago(job.createdAt)} · {progressText(job)}
        </span>
      </a>
      <span class="counts">
        <Badge name={job.status} text={STATUSES[job.status]} />
      </span>
    </li>
  );
}
