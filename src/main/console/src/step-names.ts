// What steps are called, where only their ids are known: in jobs, in lists of skipped people and in a history.
import { useEffect, useState } from 'preact/hooks';
import { allPages, each, url } from './api';
import type { Step } from './types';
import { type StepNames, stepName } from './words';

/** The steps of some tracks, by the track's id. */
type Known = Map<string, Step[]>;

/** A track whose steps the user may not read, or that no longer exists, has none. */
async function load(trackIds: string[], signal?: AbortSignal): Promise<Known> {
  const known: Known = new Map();
  await each(trackIds, async (trackId) => {
    known.set(trackId, await allPages<Step>(`${url('tracks', trackId, 'steps')}?limit=100`, { signal }).catch(() => []));
  });
  return known;
}

function namesIn(known: Known): StepNames {
  return (trackId, stepId) => {
    const step = known.get(trackId ?? '')?.find(({ id }) => id === stepId);
    return step ? stepName(step) : (stepId ?? '');
  };
}

/** The names of the steps of these tracks; the same track may occur several times. */
export async function loadStepNames(trackIds: string[]): Promise<StepNames> {
  return namesIn(await load([...new Set(trackIds)]));
}

/**
 * The names of the steps of these tracks, loaded after the page is shown with one request for each track. Until then, and for
 * a user who may not read a track, its steps are called by their ids.
 */
export function useStepNames(trackIds: string[]): StepNames {
  const [known, setKnown] = useState<Known>(new Map());
  const missing = [...new Set(trackIds)].filter((id) => !known.has(id)).sort();
  useEffect(() => {
    const abort = new AbortController();
    if (missing.length > 0) {
      void load(missing, abort.signal).then((found) => {
        if (!abort.signal.aborted) {
          setKnown((before) => new Map([...before, ...found]));
        }
      });
    }
    return () => abort.abort();
  }, [missing.join(' ')]);
  return namesIn(known);
}
