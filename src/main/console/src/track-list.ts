// The pages of the list of tracks: one request for each page, and the counts after it is shown.
import { useEffect, useState } from 'preact/hooks';
import { get, page, url } from './api';
import type { Activity, Page, Track } from './types';
import { type Loaded, useLoad } from './ui';

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

export interface TrackPages {
  first: Loaded<Page<Listed>>;
  tracks: Listed[];
  /** Loads the next page; null on the last one. */
  more: (() => Promise<void>) | null;
  activity: Map<string, Activity>;
}

export function useTrackPages(filter: Filter): TrackPages {
  const path = pathOf(filter, 'links');
  const first = useLoad((signal) => get<Page<Listed>>(path, { signal }), [path]);
  const [next, setNext] = useState<{ of: Page<Listed> | null; pages: Page<Listed>[] }>({ of: null, pages: [] });
  const pages = first.data ? [first.data, ...(next.of === first.data ? next.pages : [])] : [];
  const cursor = pages[pages.length - 1]?.nextCursor ?? null;
  return {
    first,
    tracks: pages.flatMap((each) => each.data),
    more: cursor
      ? async () => {
          const loaded = await page<Listed>(path, cursor);
          setNext({ of: first.data, pages: [...pages.slice(1), loaded] });
        }
      : null,
    activity: useActivityOf(pages, pathOf(filter, 'activity')),
  };
}

/** The activity of the tracks on these pages. A page with activity can end early, so it may take several requests. */
function useActivityOf(pages: Page<Listed>[], path: string): Map<string, Activity> {
  const [activity, setActivity] = useState(new Map<string, Activity>());
  const key = pages.map((each) => each.data.map((track) => `${track.id} ${track.updatedAt}`).join()).join(';');
  useEffect(() => {
    const abort = new AbortController();
    const options = { signal: abort.signal };
    const add = (id: string, found: Activity): void => setActivity((before) => new Map([...before, [id, found]]));
    const load = async (): Promise<void> => {
      for (let i = 0; i < pages.length; i++) {
        const missing = new Set(pages[i].data.map((track) => track.id).filter((id) => !activity.has(id)));
        let cursor = i === 0 ? null : pages[i - 1].nextCursor;
        while (missing.size > 0) {
          const next: Page<Track & { activity: Activity | null }> = await page(path, cursor, options);
          for (const track of next.data.filter(({ id }) => missing.delete(id))) {
            add(track.id, track.activity ?? (await get<Activity>(url('tracks', track.id, 'activity'), options)));
          }
          cursor = next.nextCursor;
          if (!cursor) {
            break;
          }
        }
      }
    };
    load().catch(() => undefined); // The page is usable without the counts.
    return () => abort.abort();
  }, [key]);
  return activity;
}
