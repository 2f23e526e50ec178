// Texts for the API's names and values.
import type { Delay, Evidence, HistoryEntry, ReEnrollment, Source, Span, Step, StepOverview } from './types';

/** The title of a track; its id if the title is unknown. */
export type Titles = (trackId: string | null | undefined) => string;

/** What a step is called; its id if its title is unknown. */
export type StepNames = (trackId: string | null | undefined, stepId: string | null | undefined) => string;

// Dates are in English, as all texts of the console are, independent of the browser's language.
const LOCALE = 'en-GB';
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const dayOfThisYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

/** The day of a time; any other text as it is. */
export function onDay(instant: string): string {
  if (!isTime(instant)) {
    return instant;
  }
  const date = new Date(instant);
  return (date.getFullYear() === new Date().getFullYear() ? dayOfThisYear : day).format(date);
}

/** The day and the time of day; any other text as it is. */
export function atTime(instant: string): string {
  return !isTime(instant) ? instant : `${onDay(instant)}, ${time.format(new Date(instant))}`;
}

export function clock(instant: string): string {
  return time.format(new Date(instant));
}

export function ago(instant: string): string {
  const seconds = Math.round((Date.now() - new Date(instant).getTime()) / 1000);
  if (seconds < -60) {
    // The local cloud's clock may be ahead of the browser's.
    return `on ${onDay(instant)}`;
  }
  if (seconds < 60) {
    return 'just now';
  }
  if (seconds < 3600) {
    return plural(Math.round(seconds / 60), 'minute') + ' ago';
  }
  return seconds < 86_400 ? plural(Math.round(seconds / 3600), 'hour') + ' ago' : `on ${onDay(instant)}`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString(LOCALE)} ${count === 1 ? one : many}`;
}

function spanText(span: Span): string {
  return plural(span.amount, span.unit.slice(0, -1), span.unit);
}

export function delayText(delay: Delay | null): string {
  if (!delay) {
    return 'immediately';
  }
  const at = delay.at ? ` at ${delay.at}` : '';
  return `after ${spanText(delay)}${at}${delay.workingDaysOnly ? ', working days' : ''}`;
}

export const RE_ENROLLMENT: Record<ReEnrollment, { title: string; text: string }> = {
  no: { title: 'No', text: 'Skip people who have ever started it.' },
  yes: { title: 'Yes', text: 'Always enroll again, as a new instance. Earlier progress is kept.' },
  when_not_active: { title: 'When not active', text: 'Enroll again unless an instance is active.' },
  when_not_completed: { title: 'When not completed', text: 'Enroll again only if every earlier instance was cancelled.' },
};

export function pathText(path: unknown, titles: Titles): string {
  return Array.isArray(path) ? path.map((id) => titles(String(id))).join(' → ') : '';
}

/** Why a person is not enrolled, with the facts from the evidence. */
export function reasonText(reason: string | null, evidence: Evidence, titles: Titles): string {
  const instance = evidence.instance ? ` (instance ${evidence.instance})` : '';
  const on = typeof evidence.startedAt === 'string' ? ` on ${onDay(evidence.startedAt)}` : '';
  switch (reason) {
    case 'step_not_found':
      return 'the step no longer exists';
    case 'step_disabled':
      return 'the step is disabled';
    case 'track_not_active':
      return `the source track is ${statusText(evidence)}`;
    case 'participant_not_found':
      return 'the person does not exist';
    case 'participant_deactivated':
      return 'the person is deactivated';
    case 'source_instance_not_found':
      return 'they have not started the track that this step belongs to';
    case 'source_instance_cancelled':
      return 'their instance of the source track was cancelled';
    case 'not_in_audience':
      return `not in the audience: ${evidence.attribute ?? 'an attribute'} does not match`;
    case 'no_manager':
      return noManager(evidence);
    case 'self_target':
      return 'the step leads to its own track';
    case 'loop_detected':
      return withPath('circular enrollment', evidence, titles);
    case 'depth_exceeded':
      return withPath('the chain of tracks is too long', evidence, titles);
    case 'destination_not_found':
      return 'the destination no longer exists';
    case 'destination_not_active':
      return `the destination is ${statusText(evidence)}`;
    case 'previously_started':
      return `already started${on}${instance}`;
    case 'already_active':
      return `already active${on.replace(' on', ' since')}${instance}`;
    case 'already_completed':
      return `already completed, started${on}${instance}`;
    case 'cooldown':
      return `cooldown${typeof evidence.until === 'string' ? ` until ${atTime(evidence.until)}` : ''}`;
    case 'invitation_pending':
      return 'an invitation is already open';
    case 'run_cancelled':
      return evidence.by ? `cancelled by ${evidence.by}` : 'cancelled';
    default:
      return reason ?? '';
  }
}

/** The evidence is empty for a caller who may not read it. */
function statusText(evidence: Evidence): string {
  return evidence.status ? spaced(evidence.status) : 'not active';
}

function withPath(text: string, evidence: Evidence, titles: Titles): string {
  const path = pathText(evidence.path, titles);
  return path ? `${text}: ${path}` : text;
}

/** Why a person was not started directly in a track, which the rules call the destination. */
export function directReasonText(reason: string, evidence: Evidence, titles: Titles): string {
  return reasonText(reason, evidence, titles).replace('the destination', 'the track');
}

function noManager(evidence: Evidence): string {
  if (!evidence.manager && !evidence.managerId) {
    return 'they have no active manager';
  }
  if (evidence.manager === 'none') {
    return 'they have no manager';
  }
  return `their manager ${evidence.managerId ?? ''} is ${evidence.manager === 'deactivated' ? 'deactivated' : 'unknown'}`;
}

/** A wire name with spaces. */
function spaced(name: unknown): string {
  return String(name ?? '').replaceAll('_', ' ');
}

export const MESSAGE: Record<string, string> = {
  confirmation: 'Confirmation of',
  invitation: 'Invitation to',
  reminder: 'Reminder of the invitation to',
  test: 'Test of a message about',
};

/** The text of a channel's permanent error. */
export function errorText(error: unknown): string {
  switch (error) {
    case 'no_email':
      return 'the person has no e-mail address';
    case 'bounced':
      return 'the mail bounced';
    case 'bounced_temporarily':
      return 'the mail bounced, for a reason that can pass';
    case 'complained':
      return 'the person marked it as spam';
    case 'rejected':
      return 'Amazon SES rejected its content';
    case 'address_bounced':
      return 'an earlier mail to this address bounced';
    case 'address_complained':
      return 'the person marked an earlier mail to this address as spam';
    case 'MessageRejected':
      return 'Amazon SES rejected it';
    case 'no_slack_user':
      return 'the person has no Slack user id';
    case 'invalid_slack_user':
    case 'channel_not_found':
    case 'user_not_found':
      return 'Slack has no user with that id';
    case 'participant_deactivated':
      return 'the person was deactivated';
    case 'user_disabled':
      return 'the person is deactivated in Slack';
    case 'account_inactive':
    case 'invalid_auth':
    case 'not_authed':
    case 'token_expired':
    case 'token_revoked':
      return 'Slack does not accept the bot token';
    default:
      return spaced(error);
  }
}

/** What an enrollment or an invitation came from. */
export function sourceText(source: Source, titles: Titles, steps: StepNames): string {
  switch (source.kind) {
    case 'api':
      return 'Started directly';
    case 'job':
      return 'Started by a job';
    default:
      return `${titles(source.trackId)} (instance ${source.instance}), step ${steps(source.trackId, source.stepId)}`;
  }
}

/** One entry of a person's history as a sentence. */
export function historyText(entry: HistoryEntry, titles: Titles): string {
  const track = titles(entry.enrollment?.trackId ?? entry.destinationTrackId ?? 'the next track');
  const because = entry.reason ? `: ${reasonText(entry.reason, entry.evidence, titles)}` : '';
  const by = entry.evidence.by ? ` by ${entry.evidence.by}` : entry.evidence.job ? ' by a job' : '';
  const invitation = entry.source.kind === 'invitation';
  switch (entry.decision) {
    case 'enrolled':
      return `Enrolled in ${track}${entry.enrollment ? ` (instance ${entry.enrollment.instance})` : ''}`;
    case 'skipped':
      return invitation ? `Could not join ${track}${because}` : `Skipped ${track}${because}`;
    case 'deferred':
      return `Deferred ${track}${entry.dueAt ? ` until ${atTime(entry.dueAt)}` : ''}`;
    case 'invited':
      return invitation ? `Invited to ${track} again${by}` : `Invited to ${track}`;
    case 'accepted':
      return `Joined ${track}${entry.enrollment ? ` (instance ${entry.enrollment.instance})` : ''}`;
    case 'declined':
      return `Declined ${track}`;
    case 'expired':
      return `Invitation to ${track} expired`;
    case 'withdrawn':
      return `Invitation to ${track} withdrawn${by}${because}`;
    case 'reminded':
      return `Reminded of the invitation to ${track}`;
    case 'resent':
      return `Invitation to ${track} sent again${by}`;
    case 'cancelled':
      if (entry.evidence.job) {
        return `${track} cancelled by an undo`;
      }
      return `Deferral of ${track} cancelled${by}`;
    case 'undeliverable':
      return `${MESSAGE[String(entry.evidence.message)] ?? 'Message about'} ${track} could not be delivered: ${errorText(entry.evidence.error)}${
        entry.evidence.detail ? ` (${String(entry.evidence.detail)})` : ''
      }`;
    default:
      return `${spaced(entry.decision)} ${track}${because}`;
  }
}

/** What a step is called: its title, or its id if it has none. */
export function stepName({ id, title }: Pick<Step, 'id' | 'title'>): string {
  return title ?? id;
}

export function stepText(step: StepOverview, titles: Titles): string {
  return `${step.enrollmentMethod === 'manual' ? 'Invites' : 'Enrolls'} ${
    step.enrollee === 'manager' ? 'the manager' : 'people'
  } ${step.enrollmentMethod === 'manual' ? 'to' : 'in'} ${titles(step.destinationTrackId)}`;
}

/** What else distinguishes the step in a list: when it is reached, by whom, and whether it is disabled. */
export function stepFacts(step: StepOverview): string[] {
  const reached = { track_start: null, track_completion: 'when the track is completed', event: 'by an event only' }[step.reachedBy];
  const audience = Object.entries(step.audience).map(([name, values]) => `${name} is ${values.join(' or ')}`);
  return [
    reached,
    delayText(step.delay),
    audience.length > 0 ? `only if ${audience.join(' and ')}` : null,
    step.enabled ? null : 'disabled',
  ].filter((fact) => fact !== null);
}

/** When the step happens, in a few words for the map. */
export function shortWhen(step: StepOverview): string {
  if (step.delay) {
    return delayText({ ...step.delay, at: null, workingDaysOnly: false });
  }
  return { track_start: 'immediately', track_completion: 'on completion', event: 'on an event' }[step.reachedBy];
}
