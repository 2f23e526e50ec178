// The pages of jobs: a chunk of its own, so that the first page does not load it.
import { Problem } from './api';
import { JobPage } from './job';
import { NewJobPage } from './job-new';
import { JobsPage } from './jobs';
import type { JobKind } from './types';
import { Failure } from './ui';

export function JobPages({ route }: { route: string[] }) {
  const [section, id] = route;
  if (section === 'jobs') {
    return id === undefined ? <JobsPage /> : <JobPage key={id} id={id} />;
  }
  return id === undefined ? (
    <Failure problem={new Problem(404, '', 'There is no such kind of job.')} />
  ) : (
    <NewJobPage key={id} kind={id as JobKind} />
  );
}
