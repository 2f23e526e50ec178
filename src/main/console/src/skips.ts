// People whom steps have skipped for reasons that can pass, and running the steps again for them.
import { BEGINNING, type Problem, call, each, get, page, url } from './api';
import { counted } from './counts';
import type { HistoryEntry, Impact, Job, Page, Step, Track } from './types';

/** The runs of a step that were skipped for one reason at their latest evaluation. */
export interface Skips {
  trackId: string;
  stepId: string;
  reason: string;
  /** The number of runs; null if the caller may not read them. */
  count: number | null;
  /** Whether all of them were counted. */
  complete: boolean;
  /** When the oldest of them was evaluated. */
  since: string;
}

/** Reasons that are over when the track and its steps are active, by whether the step is the track's own or leads to it. */
const OWN = ['track_not_active', 'step_disabled'];
const INCOMING = ['destination_not_active', 'destination_not_found'];

const COUNTED_MOST = 1000;

/** The step's skipped runs by reason; without reasons, those of all reasons. */
export async function skipsOfStep(trackId: string, stepId: string, reasons: string[], signal?: AbortSignal): Promise<Skips[]> {
  const filter = reasons.length > 0 ? `&reason=${reasons.join()}` : '';
  const path = `${url('tracks', trackId, 'steps', stepId, 'runs')}?decision=skipped${filter}&limit=100`;
  const runs: HistoryEntry[] = [];
  let cursor: string | null = null;
  try {
    do {
      const next: Page<HistoryEntry> = await page<HistoryEntry>(path, cursor, { signal });
      runs.push(...next.data);
      cursor = next.nextCursor;
    } while (cursor && runs.length < COUNTED_MOST);
  } catch (failure) {
    if ((failure as Problem).status === 403) {
      return [{ trackId, stepId, reason: reasons[0] ?? '', count: null, complete: false, since: BEGINNING }];
    }
    throw failure;
  }
  return byReason(runs).map(([reason, found]) => ({
    trackId,
    stepId,
    reason,
    count: found.length,
    complete: cursor === null,
    since: cursor === null ? found.map((run) => run.at).sort()[0] : BEGINNING,
  }));
}

function byReason(runs: HistoryEntry[]): [string, HistoryEntry[]][] {
  const reasons = [...new Set(runs.map((run) => run.reason ?? ''))];
  return reasons.map((reason) => [reason, runs.filter((run) => run.reason === reason)]);
}

/** The people who were skipped because the track or one of its steps was not active: by its own steps, and by those that lead to it. */
export async function skipsOfTrack(track: Track, own: Step[], signal?: AbortSignal): Promise<Skips[]> {
  const impact = await get<Impact>(url('tracks', track.id, 'impact'), { signal });
  const steps = [
    ...impact.incoming.map((edge) => ({ ...edge, reasons: INCOMING })),
    ...own.filter((step) => step.enabled).map((step) => ({ trackId: track.id, stepId: step.id, reasons: OWN })),
  ];
  const found = new Map<object, Skips[]>();
  await each(steps, async (step) => {
    found.set(step, await skipsOfStep(step.trackId, step.stepId, step.reasons, signal));
  });
  return steps.flatMap((step) => found.get(step) ?? []);
}

/** How many people, for a button: ` (12)`. */
export function skippedText(skips: Skips[]): string {
  const count = skips.reduce((sum, each) => sum + (each.count ?? 0), 0);
  return count > 0 ? ` (${counted(count, skips.every((each) => each.count === null || each.complete))})` : '';
}

/**
 * Creates the job that decides the skipped runs again.
 *
 * @param key of the request: a repeat with the same key creates no second job
 */
export async function runAgain({ trackId, stepId, reason, since }: Skips, key: string): Promise<Job> {
  const { data } = await call<Job>('POST', '/v1/jobs', { body: { kind: 'rerun', trackId, stepId, reason, since }, key });
  return data;
}
