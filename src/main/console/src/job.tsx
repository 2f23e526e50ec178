import { call, url } from './api';
import { KINDS, STATUSES, aboutText, failureText, isFinal, trackOfStep } from './job-words';
import { Confirm } from './confirm';
import { Outcomes, Progress, Rows, Untouched } from './job-view';
import { useTitles } from './overview';
import { useStepNames } from './step-names';
import type { Job } from './types';
import { Badge, Failure, Heading, Loading, announce } from './ui';
import { useJob } from './use-job';
import { atTime } from './words';

/** One job: its progress while it runs, and what became of each person. */
export function JobPage({ id }: { id: string }) {
  const { job, error, set } = useJob(id);
  const titles = useTitles();
  const steps = useStepNames(job ? trackOfStep(job) : []);
  if (!job) {
    return error ? <Failure problem={error} /> : <Loading />;
  }
  return (
    <>
      <Heading title={`${KINDS[job.kind].title}${job.dryRun ? ' (trial)' : ''}`} back={['#/jobs', 'Jobs']}>
        <Badge name={job.status} text={STATUSES[job.status]} />
        <StopJob job={job} changed={set} />
      </Heading>
      {error && <Failure problem={error} />}
      <p class="lead">{aboutText(job, titles, steps)}</p>
      {job.error && (
        <div class="notice bad" role="alert">
          <strong>The job has failed</strong>
          <p>{failureText(job.error, titles)} What was done before stays.</p>
        </div>
      )}
      <Progress job={job} />
      <Times job={job} />
      <Outcomes job={job} titles={titles} />
      {job.kind === 'undo' && <Untouched job={job} titles={titles} />}
      <Rows job={job} titles={titles} />
    </>
  );
}

/** Stops a job that has not ended. */
export function StopJob({ job, changed }: { job: Job; changed(job: Job): void }) {
  if (isFinal(job.status) || job.status === 'stopping') {
    return null;
  }
  const stop = async (): Promise<void> => {
    const { data } = await call<Job>('POST', url('jobs', job.id, 'stop'));
    changed(data);
    announce(data.status === 'stopped' ? 'The job is stopped.' : 'The job stops after the rows in progress.');
  };
  return (
    <Confirm
      label="Stop this job"
      title="Stop this job?"
      text={
        job.status === 'scheduled'
          ? 'It has not started, so nothing is done. It cannot be started again; create a new one instead.'
          : 'What it has done stays. It cannot be continued; create a new one for the rest.'
      }
      confirm="Stop the job"
      keep="Let it run"
      run={stop}
    >
      Stop
    </Confirm>
  );
}

function Times({ job }: { job: Job }) {
  const times: [string, string | null][] = [
    ['Created', job.createdAt],
    ['Starts', job.status === 'scheduled' ? job.startAt : null],
    ['Started', job.startedAt],
    ['Ended', job.endedAt],
  ];
  return (
    <dl class="facts job-times">
      <div>
        <dt>By</dt>
        <dd>{job.createdBy}</dd>
      </div>
      {times
        .filter(([, at]) => at)
        .map(([name, at]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{atTime(at ?? '')}</dd>
          </div>
        ))}
    </dl>
  );
}
