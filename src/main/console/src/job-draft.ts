// A new job in the form: what is entered, and the API's request body.
import type { Row } from './draft';
import type { FieldError } from './api';
import type { Job, JobKind, ReEnrollment } from './types';

/** How the people of a job are named. */
export type Who = 'participants' | 'audience' | 'inTrack';

export interface JobDraft {
  kind: JobKind;
  trackId: string;
  stepId: string;
  who: Who;
  /** Ids, e-mail addresses and Slack user ids as they were pasted. */
  pasted: string;
  audience: Row[];
  inTrack: string;
  /** Of the people's instances in that track; empty for any. */
  status: string;
  reEnrollment: ReEnrollment;
  message: string;
  /** Why the runs were skipped that are decided again. */
  reason: string;
  /** The error of the messages that are sent again. */
  error: string;
  /** Local times as the browser's fields have them (`2026-11-29T09:30`); empty for the default. */
  startAt: string;
  since: string;
  from: string;
  to: string;
}

export const PEOPLE_MAX = 5000;
const DAY = 86_400_000;
/** How far back an undo, a rerun and a resend begin at first. The user sees and changes it. */
const DAYS_BACK: Partial<Record<JobKind, number>> = { rerun: 90, resend: 90, undo: 1 };

export function blankJob(kind: JobKind, from: Partial<JobDraft>, now: Date): JobDraft {
  const back = localTime(new Date(now.getTime() - (DAYS_BACK[kind] ?? 0) * DAY));
  return {
    kind,
    trackId: '',
    stepId: '',
    who: 'participants',
    pasted: '',
    audience: [],
    inTrack: '',
    status: '',
    reEnrollment: 'no',
    message: '',
    reason: '',
    error: '',
    startAt: '',
    since: kind === 'rerun' || kind === 'resend' ? back : '',
    from: kind === 'undo' ? back : '',
    to: '',
    ...from,
  };
}

/** The names in a pasted list, in order, each once: separated by white space, commas or semicolons, without `<>` and quotes around. */
export function namesIn(pasted: string): string[] {
  const names = pasted.split(/[\s,;]+/).map((name) => name.replace(/^[<"'(]+|[>"')]+$/g, ''));
  return [...new Set(names.filter(Boolean))];
}

/** The time in the browser's time zone, as a field for date and time has it. */
export function localTime(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function instant(local: string): string | undefined {
  const date = new Date(local);
  return local && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

function whoOf(draft: JobDraft): Record<string, unknown> {
  if (draft.who === 'participants') {
    return { participants: namesIn(draft.pasted) };
  }
  if (draft.who === 'audience') {
    const rows = draft.audience
      .map((row) => [row.name.trim(), row.values.split(',').map((value) => value.trim()).filter(Boolean)] as const)
      .filter(([name]) => name);
    return { audience: Object.fromEntries(rows) };
  }
  return { inTrack: draft.inTrack, ...(draft.status && { status: draft.status }) };
}

/**
 * The request without `dryRun` and `startAt`.
 *
 * @param end of the runs that are undone, if the user gives none
 */
export function bodyOfJob(draft: JobDraft, end: Date): Record<string, unknown> {
  const { kind, trackId, stepId } = draft;
  switch (kind) {
    case 'enroll':
      return { kind, trackId, who: whoOf(draft), reEnrollment: draft.reEnrollment, ...(draft.message.trim() && { message: draft.message }) };
    case 'remove':
      return { kind, trackId, who: whoOf(draft) };
    case 'rerun':
      return { kind, trackId, ...(stepId && { stepId }), reason: draft.reason, since: instant(draft.since), ...(draft.to && { until: instant(draft.to) }) };
    case 'apply':
      return { kind, trackId, stepId };
    case 'undo':
      return { kind, trackId, stepId, from: instant(draft.from), to: instant(draft.to) ?? end.toISOString() };
    case 'resend':
      return { kind, error: draft.error.trim(), since: instant(draft.since), ...(trackId && { trackId }) };
  }
}

/** What was tried, as the request of the real job: a rerun without an end ends when it was tried. */
export function triedBody(body: Record<string, unknown>, { kind, since, until }: Pick<Job, 'kind' | 'since' | 'until'>): Record<string, unknown> {
  return kind === 'rerun' ? { ...body, since, until } : body;
}

/** Why an undo without an end has nothing to undo, if the step's newest run is before its beginning. */
export function nothingToUndo(draft: JobDraft, end: Date): FieldError[] {
  const from = instant(draft.from);
  return from && new Date(from) >= end
    ? [{ field: 'from', message: `The step has no run since then. Its newest is of ${localTime(end).replace('T', ' ')}.` }]
    : [];
}

/** When the job starts, if not at once. */
export function startOf(draft: JobDraft): { startAt?: string } {
  const startAt = instant(draft.startAt);
  return startAt ? { startAt } : {};
}

const NEEDS_STEP: JobKind[] = ['apply', 'undo'];
export const NAMES_PEOPLE: JobKind[] = ['enroll', 'remove'];

/**
 * What must be entered before the job can be tried.
 *
 * @param admin whether the user is an admin, who can send messages about all tracks again
 */
export function missingInJob(draft: JobDraft, admin = true): FieldError[] {
  const missing: FieldError[] = [];
  const need = (field: string, given: unknown, message: string): void => {
    if (!given) {
      missing.push({ field, message });
    }
  };
  if (draft.kind !== 'resend' || !admin) {
    need('trackId', draft.trackId, 'Choose a track.');
  }
  if (NEEDS_STEP.includes(draft.kind)) {
    need('stepId', draft.stepId, 'Choose a step.');
  }
  if (NAMES_PEOPLE.includes(draft.kind)) {
    missing.push(...missingPeople(draft));
  }
  if (draft.kind === 'rerun') {
    need('reason', draft.reason, 'Choose a reason.');
  }
  if (draft.kind === 'resend') {
    need('error', draft.error.trim(), 'Enter the error, as the list of undeliverable messages shows it.');
    need('since', draft.since, 'Enter a date and time.');
  }
  if (draft.kind === 'undo') {
    need('from', draft.from, 'Enter a date and time.');
  }
  return missing;
}

function missingPeople(draft: JobDraft): FieldError[] {
  if (draft.who === 'inTrack') {
    return draft.inTrack ? [] : [{ field: 'who.inTrack', message: 'Choose a track.' }];
  }
  if (draft.who === 'audience') {
    const rows = draft.audience.filter((row) => row.name.trim() === '' || row.values.replaceAll(',', '').trim() === '');
    return rows.length > 0 ? [{ field: 'who.audience', message: 'Enter each attribute with its values, or remove it.' }] : [];
  }
  const count = namesIn(draft.pasted).length;
  if (count === 0) {
    return [{ field: 'who.participants', message: 'Paste ids, e-mail addresses or Slack user ids.' }];
  }
  const most = PEOPLE_MAX.toLocaleString('en-GB');
  return count > PEOPLE_MAX
    ? [{ field: 'who.participants', message: `These are ${count.toLocaleString('en-GB')}. One job takes at most ${most}: split the list.` }]
    : [];
}
