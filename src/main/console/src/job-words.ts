// Texts for jobs: kinds, statuses, outcomes, and what became of each row.
import type { FieldError } from './api';
import { inWords } from './errors';
import type { Evidence, Job, JobKind, JobRow, JobStatus } from './types';
import type { StepNames, Titles } from './words';
import { atTime, directReasonText, errorText, onDay, plural, reasonText } from './words';

export const KINDS: Record<JobKind, { title: string; text: string }> = {
  enroll: { title: 'Enroll people', text: 'Enrolls many people in a track directly.' },
  rerun: { title: 'Run again', text: 'Decides again for people whom steps have skipped.' },
  apply: { title: 'Apply a step', text: 'Lets people reach a step who were already in its track when it was added.' },
  undo: { title: 'Undo a step', text: 'Reverts what a step did, and everything that followed from it.' },
  remove: { title: 'Remove people', text: 'Cancels the enrollments, open invitations and waiting steps of people for a track.' },
  resend: { title: 'Send messages again', text: 'Sends messages again that could not be delivered.' },
};

export const STATUSES: Record<JobStatus, string> = {
  scheduled: 'starts later',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  done: 'done',
  failed: 'failed',
};

export function isFinal(status: JobStatus): boolean {
  return status === 'stopped' || status === 'done' || status === 'failed';
}

const EVERY = 2_000;
const MINUTE = 60_000;

/** How long to wait before the job is read again. A job that starts later is not read every two seconds until then. */
export function waitFor(job: Job | null, now: number): number {
  if (job?.status !== 'scheduled' || !job.startAt) {
    return EVERY;
  }
  return Math.min(MINUTE, Math.max(EVERY, Date.parse(job.startAt) - now));
}

const OUTCOMES: Record<string, [string, string]> = {
  enrolled: ['enrolled', 'would be enrolled'],
  invited: ['invited', 'would be invited'],
  deferred: ['waiting for a delay', 'would wait for a delay'],
  skipped: ['skipped', 'would be skipped'],
  cancelled: ['cancelled before', 'cancelled before'],
  undone: ['undone', 'would be undone'],
  removed: ['removed', 'would be removed'],
  resent: ['sent again', 'would be sent again'],
  unchanged: ['unchanged', 'would stay unchanged'],
  failed: ['failed', 'failed'],
};

/** What became of a row; of a dry run, what would become of it. */
export function outcomeText(outcome: string, dryRun: boolean): string {
  return OUTCOMES[outcome]?.[dryRun ? 1 : 0] ?? outcome.replaceAll('_', ' ');
}

const REASONS: Record<string, string> = {
  duplicate: 'an earlier entry of the list is the same person',
  job_stopped: 'the job was stopped before',
  participant_erased: 'the person is erased',
  message_not_found: 'the message no longer exists',
  no_confirmation: 'there is no confirmation',
  enrollment_cancelled: 'the enrollment was cancelled',
  invitation_closed: 'the invitation is no longer open',
  already_reached: 'they have already reached the step',
  completed: 'they have completed the track',
  cancelled: 'it was cancelled before',
  nothing_to_undo: 'the step has done nothing that can be undone',
  not_in_track: 'they are not in the track',
  no_longer_undeliverable: 'the message is no longer undeliverable',
  resend_under_way: 'it is already being sent again',
  internal_error: 'three attempts have failed; whether it has happened is not known',
  run_cancelled: 'the run was cancelled before',
};

/** The reason of rows, with the facts of one of them if there is one. */
export function rowReason(kind: JobKind, reason: string, evidence: Evidence, titles: Titles): string {
  const text = kind === 'enroll' ? directReasonText(reason, evidence, titles) : reasonText(reason, evidence, titles);
  return REASONS[reason] ?? (text === reason ? reason.replaceAll('_', ' ') : text);
}

/** The reasons for which a step can have skipped somebody: docs/contract.md, Functions. */
export const SKIP_REASONS = [
  'destination_not_active', 'track_not_active', 'step_disabled', 'no_manager', 'not_in_audience', 'participant_deactivated',
  'participant_not_found', 'source_instance_not_found', 'source_instance_cancelled', 'previously_started', 'already_active',
  'already_completed', 'cooldown', 'invitation_pending', 'loop_detected', 'depth_exceeded', 'destination_not_found',
  'self_target', 'step_not_found',
];

/** Of each outcome and reason, how many rows: `skipped.previously_started` is the filter of its rows. */
export interface Count {
  outcome: string;
  reason: string | null;
  count: number;
}

export function countsOf(job: Pick<Job, 'outcomes'>): Count[] {
  return Object.entries(job.outcomes).flatMap(([outcome, counts]) =>
    typeof counts === 'number'
      ? [{ outcome, reason: null, count: counts }]
      : Object.entries(counts).map(([reason, count]) => ({ outcome, reason: reason === 'none' ? null : reason, count })),
  );
}

export function progressText(job: Pick<Job, 'done' | 'total'>): string {
  const done = job.done.toLocaleString('en-GB');
  return job.total === null ? `${done} so far` : `${done} of ${job.total.toLocaleString('en-GB')}`;
}

/** The track of the step that the job is about; none if it is about no step. */
export function trackOfStep({ trackId, stepId }: Pick<Job, 'trackId' | 'stepId'>): string[] {
  return trackId && stepId ? [trackId] : [];
}

/** The tracks of the steps that the rows are about. */
export function tracksOfSteps(rows: Pick<JobRow, 'record'>[]): string[] {
  return rows.flatMap(({ record }) => (record?.stepId ? [record.trackId] : []));
}

/** What the job is about: `Week 1, step s1`. */
export function aboutText(job: Job, titles: Titles, steps: StepNames): string {
  const step = job.stepId ? `, step ${steps(job.trackId, job.stepId)}` : '';
  const track = job.trackId ? `${titles(job.trackId)}${step}` : 'all tracks';
  switch (job.kind) {
    case 'rerun':
      return `${track}: ${rowReason('rerun', job.reason ?? '', {}, titles)}`;
    case 'resend':
      return `${track}: ${errorText(job.messageError)}`;
    default:
      return [track, job.who && `: ${whoText(job.who, titles)}`].filter(Boolean).join('');
  }
}

function whoText(who: NonNullable<Job['who']>, titles: Titles): string {
  if (who.count !== undefined) {
    return `a list of ${plural(who.count, 'person', 'people')}`;
  }
  if (who.inTrack !== undefined) {
    return `people in ${titles(who.inTrack)}${who.status ? `, ${who.status}` : ''}`;
  }
  const audience = Object.entries(who.audience ?? {}).map(([name, values]) => `${name} is ${values.join(' or ')}`);
  return audience.length > 0 ? `people whose ${audience.join(' and ')}` : 'everyone';
}

/** Why the job has failed. */
export function failureText(error: NonNullable<Job['error']>, titles: Titles): string {
  const track = titles(error.trackId) || 'The track';
  switch (error.reason) {
    case 'creator_not_active':
      return 'Whoever created the job is deactivated or erased.';
    case 'creator_not_manager':
      return `Whoever created the job is no longer a manager of ${titles(error.trackId) || 'all its tracks'}.`;
    case 'track_not_found':
      return `${track} no longer exists.`;
    case 'track_not_active':
      return `${track} is ${error.status ?? 'not active'}.`;
    default:
      return error.reason.replaceAll('_', ' ');
  }
}

interface Named {
  participantId?: string;
  trackId?: string;
  instance?: number;
  number?: number;
  stepId?: string;
  status?: string;
}

function listIn(evidence: Evidence, name: string): Named[] {
  const found = evidence[name];
  return Array.isArray(found) ? found.map((each) => (typeof each === 'object' ? (each as Named) : {})) : [];
}

/** The records that an undo leaves as they are. */
export function untouchedIn(row: Pick<JobRow, 'evidence' | 'participantId'>, titles: Titles): string[] {
  return listIn(row.evidence, 'untouched').map(
    (each) => `${titles(each.trackId)} (instance ${each.instance}, ${each.status})${ofOther(each, row)}`,
  );
}

function ofOther(each: Named, row: Pick<JobRow, 'participantId'>): string {
  return each.participantId && each.participantId !== row.participantId ? ` of ${each.participantId}` : '';
}

/** The rest of a row in words: what was done, and what stays untouched. */
export function detailText(row: JobRow, titles: Titles, steps: StepNames): string {
  const { evidence } = row;
  const parts: string[] = [];
  const asked = evidence.email ?? evidence.slackUserId;
  if (row.participantId === null && asked) {
    parts.push(`nobody has ${asked}`);
  }
  if (row.record?.stepId) {
    parts.push(`${titles(row.record.trackId)}, instance ${row.record.instance}, step ${steps(row.record.trackId, row.record.stepId)}`);
  } else if (row.record?.kind) {
    parts.push(`${row.record.kind}, ${titles(row.record.trackId)}`);
  }
  if (row.outcome === 'undone' || row.outcome === 'removed') {
    parts.push(...changes(row, titles));
  } else if (row.outcome === 'enrolled' && evidence.instance) {
    parts.push(`instance ${evidence.instance}`);
  } else if (typeof evidence.dueAt === 'string') {
    parts.push(`due ${atTime(evidence.dueAt)}`);
  } else if (typeof evidence.startedAt === 'string' && row.reason === 'already_reached') {
    parts.push(`on ${onDay(evidence.startedAt)}`);
  }
  const untouched = untouchedIn(row, titles);
  return [...parts, ...(untouched.length > 0 ? [`stays untouched: ${untouched.join(', ')}`] : [])].join('; ');
}

function changes(row: JobRow, titles: Titles): string[] {
  const tracks = (name: string): string =>
    [...new Set(listIn(row.evidence, name).map((each) => (each.trackId ? `${titles(each.trackId)}${ofOther(each, row)}` : '')))].filter(Boolean).join(', ');
  const part = (name: string, one: string, many: string): string[] => {
    const count = listIn(row.evidence, name).length;
    const where = tracks(name);
    return count === 0 ? [] : [`${plural(count, one, many)}${where ? `: ${where}` : ''}`];
  };
  return [
    ...part('enrollments', 'enrollment', 'enrollments'),
    ...part('invitations', 'invitation', 'invitations'),
    ...part('runs', 'step that waited or was not reached', 'steps that waited or were not reached'),
  ];
}

/** The label of a field of the form, from the field of the API. */
export function fieldOf(field: string): string {
  const [root, part] = field.split(/[.[]/);
  return root === 'who' ? `who.${part ?? 'participants'}` : root;
}

/** An error of a job's field in words. An error of a pasted entry names the entry. */
export function jobError(error: FieldError, names: string[]): string {
  const entry = /^who\.participants\[(\d+)\]/.exec(error.field);
  if (entry) {
    return `“${names[Number(entry[1])] ?? ''}” is no id, e-mail address or Slack user id.`;
  }
  return inWords({ ...error, field: error.field.replace(/^who\./, '') });
}
