// The pages of jobs: a chunk of its own, so that the first page does not load it.
import { JobPage } from './job';
import { NewJobPage } from './job-new';
import { JobsPage } from './jobs';
import type { JobKind } from './types';

interface Props {
  page: 'jobs' | 'job' | 'new';
  /** Of the job, or the kind of the new one. */
  id?: string;
}

export function JobPages({ page, id = '' }: Props) {
  switch (page) {
    case 'jobs':
      return <JobsPage />;
    case 'job':
      return <JobPage id={id} />;
    case 'new':
      return <NewJobPage kind={id as JobKind} />;
  }
}
