// Calls the API with the token. Problem details (RFC 9457) become errors.
import type { Evidence, Page } from './types';

export interface FieldError {
  field: string;
  message: string;
}

/** An error response of the API; status 0 if the API could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    readonly path: string[] = [],
    readonly reason: string | null = null,
    readonly evidence: Evidence = {},
  ) {
    super(detail);
  }

  is(slug: string): boolean {
    return this.type === `/problems/${slug}`;
  }
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

interface Options {
  body?: unknown;
  ifMatch?: string | null;
  /** Whether the record must not exist yet. */
  ifNoneMatch?: boolean;
  signal?: AbortSignal;
  token?: string;
  key?: string;
}

let token: () => Promise<string | null> = async () => null;
let unauthorized: () => void = () => undefined;

/** Sets the source of tokens, and what to do when the API rejects a token (401). */
export function useTokens(source: () => Promise<string | null>, whenUnauthorized: () => void): void {
  token = source;
  unauthorized = whenUnauthorized;
}

export async function call<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const { text: body, etag } = await send(method, path, 'application/json', options);
  return { data: (body ? JSON.parse(body) : null) as T, etag };
}

/** What the path has in that media type. */
export async function text(path: string, type: string, options: Options = {}): Promise<string> {
  return (await send('GET', path, type, options)).text;
}

async function send(method: string, path: string, accept: string, options: Options): Promise<{ text: string; etag: string | null }> {
  const headers: Record<string, string> = { accept };
  const bearer = options.token ?? (await token());
  if (bearer) {
    headers.authorization = `Bearer ${bearer}`;
  }
  if (options.body !== undefined) {
    headers['content-type'] = 'application/json';
  }
  if (options.ifMatch) {
    headers['if-match'] = options.ifMatch;
  }
  if (options.ifNoneMatch) {
    headers['if-none-match'] = '*';
  }
  if (options.key) {
    headers['idempotency-key'] = options.key;
  }
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  let response: Response;
  try {
    // Relative to the console's page, which may be served below a base path.
    response = await fetch(`.${path}`, { method, headers, body, signal: options.signal, cache: 'no-store' });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Problem(0, 'offline', 'Cannot reach the server. Check your connection.');
  }
  const answer = await response.text();
  if (!response.ok) {
    if (response.status === 401) {
      unauthorized();
    }
    throw problem(response.status, answer);
  }
  return { text: answer, etag: response.headers.get('etag') };
}

function problem(status: number, text: string): Problem {
  try {
    const json = JSON.parse(text);
    const detail = json.detail ?? json.message ?? `The server answered ${status}.`;
    return new Problem(
      status,
      json.type ?? '',
      detail,
      json.errors ?? [],
      json.path ?? [],
      json.reason ?? null,
      json.evidence ?? {},
    );
  } catch {
    return new Problem(status, '', `The server answered ${status}.`);
  }
}

export async function get<T>(path: string, options: Options = {}): Promise<T> {
  return (await call<T>('GET', path, options)).data;
}

export async function list<T>(path: string, options: Options = {}): Promise<T[]> {
  return (await get<{ data: T[] }>(path, options)).data;
}

/** Before all records: `from` or `since` of all of them. */
export const BEGINNING = '1970-01-01T00:00:00Z';

/** One page of a list, after the page with that cursor. */
export async function page<T>(path: string, cursor: string | null, options: Options = {}): Promise<Page<T>> {
  const query = cursor ? `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : '';
  return get<Page<T>>(path + query, options);
}

/** All pages of a list, one after the other. */
export async function allPages<T>(path: string, options: Options = {}): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const next: Page<T> = await page<T>(path, cursor, options);
    all.push(...next.data);
    cursor = next.nextCursor;
  } while (cursor);
  return all;
}

/** Runs the work for each item, at most six concurrently. */
export async function each<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

export function url(...parts: (string | number)[]): string {
  return `/v1/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}
