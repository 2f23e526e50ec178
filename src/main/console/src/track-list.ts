// The pages of the list of tracks: one request for each page, and the counts after it is shown.
import { useEffect, useState } from 'preact/hooks';
import { page } from './api';
import { usePages } from './pages';
import type { Page, Track } from './types';
import type { Loaded } from './ui';

export interface Link {
  stepId: string;
  /** The track at the other end of the step. */
  trackId: string;
  /** Null if the user may not read that track. */
  title: string | null;
}

export interface Listed extends Track {
  links: { incoming: Link[]; outgoing: Link[] };
}

/** How many instances a track has. */
export interface Instances {
  count: number;
  complete: boolean;
}

export interface Filter {
  q: string;
  status: string;
  sort: string;
}

const LIMIT = 24;

function pathOf({ q, status, sort }: Filter, include: string): string {
  const query = new URLSearchParams({ limit: String(LIMIT), sort: sort || 'title', include });
  if (q) {
    query.set('q', q);
  }
  if (status) {
    query.set('status', status);
  }
  return `/v1/tracks?${query}`;
}

interface TrackPages {
  first: Loaded<Page<Listed>>;
  tracks: Listed[];
  /** Loads the next page; null on the last one. */
  more: (() => Promise<void>) | null;
  instances: Map<string, Instances>;
}

export function useTrackPages(filter: Filter): TrackPages {
  const path = pathOf(filter, 'links');
  const { first, pages, rows, more } = usePages<Listed>(path);
  return {
    first,
    tracks: rows,
    more,
    instances: useInstances(pages, pathOf(filter, 'instances')),
  };
}

/** The number of instances of the tracks on these pages: one request for each page, after it is shown. */
function useInstances(pages: Page<Listed>[], path: string): Map<string, Instances> {
  const [instances, setInstances] = useState(new Map<string, Instances>());
  const key = pages.map((each) => each.data.map((track) => `${track.id} ${track.updatedAt}`).join()).join(';');
  useEffect(() => {
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      for (let i = 0; i < pages.length; i++) {
        if (pages[i].data.some(({ id }) => !instances.has(id))) {
          const cursor = i === 0 ? null : pages[i - 1].nextCursor;
          const { data } = await page<Track & { instances: Instances }>(path, cursor, { signal: abort.signal });
          setInstances((before) => new Map([...before, ...data.map((each): [string, Instances] => [each.id, each.instances])]));
        }
      }
    };
    load().catch(() => undefined); // The page is usable without the numbers.
    return () => abort.abort();
  }, [key]);
  return instances;
}
