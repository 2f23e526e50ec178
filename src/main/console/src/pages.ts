// A list of the API, page by page: the first page, and the next one when the user asks for it.
import { useState } from 'preact/hooks';
import { page } from './api';
import type { Page } from './types';
import { type Loaded, useLoad } from './ui';

export interface Pages<T> {
  pages: Page<T>[];
  /** The entries of all these pages. */
  rows: T[];
  /** Loads the next page; null on the last one. */
  more: (() => Promise<void>) | null;
}

/** The list at the path. Its later pages belong to its first one: another first page has none yet. */
export function usePages<T>(path: string): Pages<T> & { first: Loaded<Page<T>> } {
  const first = useLoad((signal) => page<T>(path, null, { signal }), [path]);
  return { first, ...usePagesAfter(first.data, path) };
}

/** The list at the path, whose first page is loaded elsewhere; null until then. */
export function usePagesAfter<T>(first: Page<T> | null, path: string): Pages<T> {
  const [later, setLater] = useState<{ of: Page<T> | null; pages: Page<T>[] }>({ of: null, pages: [] });
  const pages = first ? [first, ...(later.of === first ? later.pages : [])] : [];
  const cursor = pages[pages.length - 1]?.nextCursor ?? null;
  return {
    pages,
    rows: pages.flatMap((each) => each.data),
    more: cursor
      ? async () => {
          const next = await page<T>(path, cursor);
          setLater({ of: first, pages: [...pages.slice(1), next] });
        }
      : null,
  };
}
