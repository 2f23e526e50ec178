// What steps are called, where only their ids are known: in jobs, in lists of skipped people and in a history.
import { useEffect, useState } from 'preact/hooks';
import { list } from './api';
import type { StepOverview, TrackOverview } from './types';
import { type StepNames, stepName } from './words';

/** The steps of some tracks, by the track's id. */
type Known = Map<string, StepOverview[]>;

/** How many ids an address has room for. */
const TRACKS_AT_ONCE = 50;

/** A track whose steps the user may not read, or that no longer exists, has none. */
async function load(trackIds: string[], signal?: AbortSignal): Promise<Known> {
  const path = `/v1/overview?include=steps&trackId=${trackIds.map(encodeURIComponent).join()}`;
  const found = await list<TrackOverview & { steps: StepOverview[] }>(path, { signal }).catch(() => []);
  return new Map([...trackIds.map((id): [string, StepOverview[]] => [id, []]), ...found.map(({ id, steps }): [string, StepOverview[]] => [id, steps])]);
}

function namesIn(known: Known): StepNames {
  return (trackId, stepId) => {
    const step = known.get(trackId ?? '')?.find(({ id }) => id === stepId);
    return step ? stepName(step) : (stepId ?? '');
  };
}

/** The names of the steps of these tracks; the same track may occur several times. */
export async function loadStepNames(trackIds: string[]): Promise<StepNames> {
  const ids = [...new Set(trackIds)];
  const known: Known = new Map();
  for (let i = 0; i < ids.length; i += TRACKS_AT_ONCE) {
    (await load(ids.slice(i, i + TRACKS_AT_ONCE))).forEach((steps, id) => known.set(id, steps));
  }
  return namesIn(known);
}

/**
 * The names of the steps of these tracks, loaded after the page is shown with one request for all of them. Until then, and for
 * a user who may not read a track, its steps are called by their ids.
 */
export function useStepNames(trackIds: string[]): StepNames {
  const [known, setKnown] = useState<Known>(new Map());
  const missing = [...new Set(trackIds)].filter((id) => !known.has(id)).sort().slice(0, TRACKS_AT_ONCE);
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
