// The numbers of a step's runs as texts.
import type { StepActivity } from './types';

/** The number; `1,000+` if there are more than were counted. */
export function counted(count: number, complete: boolean): string {
  return `${count.toLocaleString('en-GB')}${complete ? '' : '+'}`;
}

// An invitation is not an enrollment: it can be declined, expire or be withdrawn, so they are not added up.
const NAMES = { enrolled: 'enrolled', invited: 'invited', deferred: 'waiting', skipped: 'skipped' } as const;

function parts(runs: StepActivity): string[] {
  return (Object.keys(NAMES) as (keyof typeof NAMES)[])
    .filter((name) => runs[name] > 0)
    .map((name) => `${counted(runs[name], runs.complete)} ${NAMES[name]}`);
}

/** All numbers that are not zero. */
export function countsText(runs: StepActivity): string {
  return parts(runs).join(', ') || 'no runs yet';
}

/** The first two of them. */
export function shortCounts(runs: StepActivity): string {
  return parts(runs).slice(0, 2).join(' · ') || 'no runs yet';
}
