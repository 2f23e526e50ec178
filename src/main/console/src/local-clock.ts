// The time of the program: locally, its clock may run faster than the browser's. Deployed, that is the browser's.
import { get } from './api';

let local = false;

/** Reads the clock of the local cloud from now on. */
export function useLocalClock(): void {
  local = true;
}

/** The present time, in milliseconds. */
export async function programTime(signal: AbortSignal): Promise<number> {
  return local ? Date.parse((await get<{ now: string }>('/local/clock', { signal })).now) : Date.now();
}
