// A new job: fill in, try it, see what would happen to whom, and only then start it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem, allPages, call, list, url } from './api';
import { type JobDraft, NAMES_PEOPLE, blankJob, bodyOfJob, missingInJob, namesIn, nothingToUndo, startOf, triedBody } from './job-draft';
import { JobForm } from './job-form';
import { StopJob } from './job';
import { Outcomes, Progress, Rows, Untouched } from './job-view';
import { KINDS, fieldOf, isFinal } from './job-words';
import { useKept } from './kept';
import { allTracks, titlesOf } from './overview';
import { useQuery } from './router';
import { useIs, useSession } from './session';
import type { HistoryEntry, Job, JobKind, Step, TrackOverview } from './types';
import { Action, Failure, Heading, Loading, Show, announce, asProblem, useLoad } from './ui';
import { useJob } from './use-job';
import type { Titles } from './words';
import { plural } from './words';

/** What was tried: its job and its request, which is that of the real job. */
interface Trial {
  id: string;
  body: Record<string, unknown>;
}

interface State {
  draft: JobDraft;
  trial: Trial | null;
  /** The idempotency key of the real job, and the request that it belongs to. */
  key: { value: string; body: string } | null;
}

export function NewJobPage({ kind }: { kind: JobKind }) {
  const tracks = useLoad(allTracks, []);
  return KINDS[kind] ? (
    <>
      <Heading title={KINDS[kind].title} back={['#/jobs', 'Jobs']} />
      <p class="lead">{KINDS[kind].text}</p>
      <Show of={tracks}>{(data) => <NewJob kind={kind} tracks={data} />}</Show>
    </>
  ) : (
    <Failure problem={new Problem(404, '', 'There is no such kind of job.')} />
  );
}

function useNewJob(kind: JobKind) {
  const { me } = useSession();
  const [trackId] = useQuery('track');
  const [stepId] = useQuery('step');
  const [error] = useQuery('error');
  const name = `job/${me?.subject}/${kind}/${trackId}/${stepId}/${error}`;
  return useKept<State>(name, () => ({ draft: blankJob(kind, { trackId, stepId, error }, new Date()), trial: null, key: null }));
}

function NewJob({ kind, tracks }: { kind: JobKind; tracks: TrackOverview[] }) {
  const [state, change, forget] = useNewJob(kind);
  const { draft, trial } = state;
  const [problem, setProblem] = useState<Problem | null>(null);
  const admin = useIs('admin');
  const titles = titlesOf(tracks);
  const steps = useLoad(
    async (signal) => (draft.trackId ? allPages<Step>(`${url('tracks', draft.trackId, 'steps')}?limit=100`, { signal }) : []),
    [draft.trackId],
  );
  const form = useRef<HTMLFormElement>(null);
  const [, setRows] = useQuery('rows');

  const edit = (part: Partial<JobDraft>): void => {
    // What was tried is no longer what is entered, unless only the start differs.
    const stays = Object.keys(part).every((key) => key === 'startAt');
    change((before) => ({ ...before, draft: { ...before.draft, ...part }, trial: stays ? before.trial : null }));
    setProblem((before) => before && withoutFields(before, Object.keys(part)));
  };
  const fail = (failure: unknown): void => {
    setProblem(asProblem(failure));
    // Once the errors are rendered, focus the first of them.
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid], .summary')?.focus());
  };
  const send = async (body: Record<string, unknown>, dryRun: boolean, key: string): Promise<Job> => {
    const { data } = await call<Job>('POST', '/v1/jobs', { body: { ...body, dryRun, ...(!dryRun && startOf(draft)) }, key });
    return data;
  };
  const checked = async (): Promise<Record<string, unknown>> => {
    const missing = missingInJob(draft, admin);
    if (missing.length > 0) {
      throw new Problem(0, '', '', missing);
    }
    if (kind !== 'undo' || draft.to) {
      return bodyOfJob(draft, new Date());
    }
    const end = await afterNewestRun(draft);
    const nothing = nothingToUndo(draft, end);
    if (nothing.length > 0) {
      throw new Problem(0, '', '', nothing);
    }
    return bodyOfJob(draft, end);
  };
  const tryIt = async (): Promise<void> => {
    setProblem(null);
    try {
      const body = await checked();
      const job = await send(body, true, crypto.randomUUID());
      setRows('');
      change((before) => ({ ...before, trial: { id: job.id, body: triedBody(body, job) } }));
    } catch (failure) {
      fail(failure);
    }
  };
  const startIt = async (tried: Record<string, unknown> | null): Promise<void> => {
    setProblem(null);
    try {
      const body = tried ?? (await checked());
      const text = JSON.stringify([body, draft.startAt]);
      // A click and its repeats, also after a reload, create one job.
      const key = state.key?.body === text ? state.key : { value: crypto.randomUUID(), body: text };
      change((before) => ({ ...before, key }));
      const job = await send(body, false, key.value);
      forget();
      announce(job.status === 'scheduled' ? 'The job is scheduled.' : 'The job has started.');
      location.hash = `#/jobs/${job.id}`;
    } catch (failure) {
      fail(failure);
    }
  };
  return (
    <>
      <form
        ref={form}
        class="job-form"
        noValidate
        aria-label={KINDS[kind].title}
        onSubmit={(event: Event) => {
          event.preventDefault();
          void tryIt();
        }}
      >
        <JobForm draft={draft} change={edit} problem={problem} tracks={tracks} steps={steps.data ?? []} titles={titles} admin={admin} />
        <div class="dialog-actions">
          <Action kind={trial ? '' : 'primary'} run={tryIt}>
            {trial ? 'Try it again' : 'Try it'}
          </Action>
          {!trial && draft.startAt && <Action run={() => startIt(null)}>Schedule without a trial</Action>}
          <span class="muted">{trial ? '' : 'A trial changes nothing. It shows what would happen to whom.'}</span>
        </div>
      </form>
      {trial && <Tried key={trial.id} id={trial.id} draft={draft} titles={titles} start={() => startIt(trial.body)} />}
    </>
  );
}

/** Just after the step's newest run, by the server's clock: the user's own may be slow. */
async function afterNewestRun({ trackId, stepId }: JobDraft): Promise<Date> {
  const [newest] = await list<HistoryEntry>(`${url('tracks', trackId, 'steps', stepId, 'runs')}?limit=1`);
  return newest ? new Date(Date.parse(newest.at) + 1) : new Date();
}

/** The progress and the result of the trial, and the button that starts the job for real. */
function Tried({ id, draft, titles, start }: { id: string; draft: JobDraft; titles: Titles; start(): Promise<void> }) {
  const { job, error, set } = useJob(id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const ended = job !== null && isFinal(job.status);
  return (
    <section class="tried" aria-labelledby="trial">
      <div class="card-top">
        <h2 id="trial" ref={heading} tabIndex={-1}>
          What would happen
        </h2>
        {job && <StopJob job={job} changed={set} />}
      </div>
      {error && <Failure problem={error} />}
      {!job && !error && <Loading />}
      {job && (
        <>
          <Progress job={job} />
          <Outcomes job={job} titles={titles} />
          {job.kind === 'undo' && <Untouched job={job} titles={titles} />}
          {ended && (
            <div class="dialog-actions">
              <Action kind="primary" run={start}>
                {draft.startAt ? 'Schedule it' : 'Start for real'}
              </Action>
              <span class="muted">{startText(draft, job)}</span>
            </div>
          )}
          <Rows job={job} titles={titles} />
        </>
      )}
    </section>
  );
}

function startText(draft: JobDraft, job: Job): string {
  if (NAMES_PEOPLE.includes(draft.kind) && draft.who === 'participants') {
    return `For ${plural(namesIn(draft.pasted).length, 'entry', 'entries')} of the list. Each is decided again.`;
  }
  return `The trial found ${plural(job.done, 'row')}. Each is decided again, so people who change meanwhile can have another result.`;
}

function withoutFields(problem: Problem, touched: string[]): Problem | null {
  const names = touched.flatMap((key) => FIELDS[key] ?? [key]);
  const left = problem.errors.filter((error) => !names.includes(fieldOf(error.field)));
  return left.length === 0 ? null : new Problem(problem.status, problem.type, problem.detail, left, problem.path, problem.reason);
}

/** The API's fields of those of the form that have another name. */
const FIELDS: Record<string, string[]> = {
  pasted: ['who.participants'],
  audience: ['who.audience'],
  inTrack: ['who.inTrack'],
  status: ['who.status'],
  who: ['who', 'who.participants', 'who.audience', 'who.inTrack', 'who.status'],
  to: ['to', 'until'],
};
