// Sends the rows of a file: first to check all of them, then to save them. Requests are small enough for the API.
import { type FieldError, call } from './api';
import type { ImportRow } from './import-mapping';
import { inWordsWithField } from './person-draft';
import { asProblem } from './ui';

export type Result = 'created' | 'updated' | 'unchanged' | 'refused';

export interface RowResult {
  row: ImportRow;
  result: Result;
  reasons: string[];
}

interface BatchEntry {
  row: number;
  result: Result;
  retry: boolean;
  errors: FieldError[];
}

/** The API accepts 500 rows and 1 MB. Half as many rows show the progress more often. */
const ROWS_MAX = 250;
const BYTES_MAX = 900_000;
const ATTEMPTS = 4;
/** The response to a row that alone is larger than a request may be. */
const TOO_LARGE = 413;
/** Responses after which the same request can succeed: no connection, too many requests, a failure. */
const MAY_PASS = [0, 429, 500, 502, 503, 504];

interface Options {
  dryRun: boolean;
  signal: AbortSignal;
  progress(done: number): void;
}

function chunks(rows: ImportRow[]): ImportRow[][] {
  const all: ImportRow[][] = [];
  let bytes = BYTES_MAX;
  for (const row of rows) {
    const size = new TextEncoder().encode(JSON.stringify(row.body)).length + 1;
    if (bytes + size > BYTES_MAX || all[all.length - 1].length === ROWS_MAX) {
      all.push([]);
      bytes = 0;
    }
    all[all.length - 1].push(row);
    bytes += size;
  }
  return all;
}

function pause(attempt: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * 2 ** attempt);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

async function post(rows: ImportRow[], { dryRun, signal }: Options): Promise<BatchEntry[]> {
  const { data } = await call<{ data: BatchEntry[] }>('POST', `/v1/participants/batch${dryRun ? '?dryRun=true' : ''}`, {
    body: { data: rows.map((row) => row.body) },
    signal,
  });
  return data.data;
}

/** Sends the rows until each has a result, or has been tried often enough. */
async function sendChunk(rows: ImportRow[], options: Options): Promise<RowResult[]> {
  const results = new Map<ImportRow, RowResult>();
  let open = rows;
  for (let attempt = 0; open.length > 0 && attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) {
      await pause(attempt - 1, options.signal);
    }
    const sent = open;
    try {
      const entries = await post(sent, options);
      entries.forEach((entry, index) => {
        const row = sent[index];
        results.set(row, { row, result: entry.result, reasons: entry.errors.map(inWordsWithField) });
      });
      open = sent.filter((_, index) => entries[index].retry);
    } catch (error) {
      const problem = asProblem(error);
      const tooLarge = problem.status === TOO_LARGE && sent.length === 1;
      if (options.signal.aborted || !(tooLarge || MAY_PASS.includes(problem.status))) {
        throw error;
      }
      sent.forEach((row) => results.set(row, { row, result: 'refused', reasons: [`was not processed: ${problem.detail}`] }));
      open = tooLarge ? [] : sent;
    }
  }
  return rows.map((row) => results.get(row) as RowResult);
}

/**
 * Sends all rows, one request after the other.
 *
 * @param add receives the results of each request, so that they are known even if a later one fails
 * @throws Problem if a request as a whole is refused, for example because the caller is no longer signed in
 */
export async function send(rows: ImportRow[], options: Options, add: (results: RowResult[]) => void): Promise<void> {
  let done = 0;
  for (const chunk of chunks(rows)) {
    options.signal.throwIfAborted();
    add(await sendChunk(chunk, options));
    done += chunk.length;
    options.progress(done);
  }
}

export type Counts = Record<Result, number>;

export function countsOf(results: RowResult[]): Counts {
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  results.forEach(({ result }) => counts[result]++);
  return counts;
}

/** The result of a row that the file itself shows to be wrong; it is not sent. */
export function refusedByFile(row: ImportRow): RowResult {
  return { row, result: 'refused', reasons: row.problems };
}

/** The results of rows that were not sent because the run ended early. */
export function notSent(rows: ImportRow[], results: RowResult[], reason: string): RowResult[] {
  const sent = new Set(results.map((each) => each.row));
  return rows.filter((row) => !sent.has(row)).map((row) => ({ row, result: 'refused', reasons: [reason] }));
}

