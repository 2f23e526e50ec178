// A job that is read again while it runs.
import { useEffect, useState } from 'preact/hooks';
import { type Problem, get, url } from './api';
import { isFinal, waitFor } from './job-words';
import type { Job } from './types';
import { asProblem } from './ui';

/** Responses that the next request can be without. */
const LASTING = [401, 403, 404];

export interface Watched {
  job: Job | null;
  /** While the job cannot be read, the latest state stays. */
  error: Problem | null;
  set(job: Job): void;
}

/** Reads the job until it has ended. While the page is hidden, it waits. */
export function useJob(id: string): Watched {
  const [job, setJob] = useState<Job | null>(null);
  const [error, setError] = useState<Problem | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    let timer = 0;
    let ended = false;
    const read = async (): Promise<void> => {
      let latest: Job | null = null;
      try {
        latest = await get<Job>(url('jobs', id), { signal });
        setJob(latest);
        setError(null);
        ended = isFinal(latest.status);
      } catch (failure) {
        if (signal.aborted) {
          return;
        }
        const problem = asProblem(failure);
        setError(problem);
        ended = LASTING.includes(problem.status);
      }
      next(latest);
    };
    const next = (latest: Job | null): void => {
      window.clearTimeout(timer);
      if (!ended && !signal.aborted && !document.hidden) {
        timer = window.setTimeout(() => void read(), waitFor(latest, Date.now()));
      }
    };
    const shown = (): void => {
      window.clearTimeout(timer);
      if (!document.hidden && !ended) {
        void read();
      }
    };
    document.addEventListener('visibilitychange', shown);
    void read();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
    };
  }, [id]);
  return { job, error, set: setJob };
}
