// All tracks with their steps and activity, for the list and the map.
import { useEffect, useState } from 'preact/hooks';
import { get, list, page, url } from './api';
import type { Activity, Page, StepOverview, Track, TrackOverview } from './types';
import { type Loaded, useLoad } from './ui';
import type { Titles } from './words';

export interface Overview {
  tracks: TrackOverview[];
  steps: StepOverview[];
}

export function titlesOf(tracks: Pick<Track, 'id' | 'title'>[]): Titles {
  const titles = new Map(tracks.map((track) => [track.id, track.title]));
  return (id) => titles.get(id ?? '') ?? id ?? '';
}

/** All tracks that the user may read, in one request. */
export function allTracks(signal?: AbortSignal): Promise<TrackOverview[]> {
  return list<TrackOverview>('/v1/overview', { signal });
}

async function loadOverview(signal?: AbortSignal): Promise<Overview> {
  const tracks = await list<TrackOverview & { steps: StepOverview[] }>('/v1/overview?include=steps', { signal });
  return { tracks, steps: tracks.flatMap((track) => track.steps) };
}

export function useOverview(): Loaded<Overview> {
  return useLoad(loadOverview, []);
}

type Counted = Track & { activity: Activity | null };

/**
 * Loads the activity of all tracks after the page is shown, one page of tracks after the other. A track with many steps
 * is loaded by itself. A track whose activity cannot be loaded has none.
 */
export function useActivity(tracks: TrackOverview[] | undefined): Map<string, Activity> {
  const [activity, setActivity] = useState(new Map<string, Activity>());
  const ids = tracks?.map((track) => track.id).join(' ');
  useEffect(() => {
    const abort = new AbortController();
    const options = { signal: abort.signal };
    const add = (found: [string, Activity][]): void => setActivity((before) => new Map([...before, ...found]));
    const load = async (): Promise<void> => {
      let cursor: string | null = null;
      do {
        const next: Page<Counted> = await page<Counted>('/v1/tracks?include=activity', cursor, options);
        add(next.data.flatMap(({ id, activity }) => (activity ? [[id, activity]] : [])));
        for (const { id } of next.data.filter((track) => !track.activity)) {
          add([[id, await get<Activity>(url('tracks', id, 'activity'), options)]]);
        }
        cursor = next.nextCursor;
      } while (cursor);
    };
    if (ids) {
      load().catch(() => undefined); // The page is usable without activity.
    }
    return () => abort.abort();
  }, [ids]);
  return activity;
}

/** Titles of the tracks that the person's records name, which the person may read, too. */
export function usePersonTitles(id: string): Titles {
  const { data } = useLoad(
    (signal) => list<Pick<Track, 'id' | 'title'>>(url('participants', id, 'tracks'), { signal }).catch(() => []),
    [id],
  );
  return titlesOf(data ?? []);
}

/** Titles of tracks; ids if the caller may not list tracks. */
export function useTitles(): Titles {
  const { data } = useLoad(
    (signal) => allTracks(signal).catch(() => [] as TrackOverview[]),
    [],
  );
  return titlesOf(data ?? []);
}
