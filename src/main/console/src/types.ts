// The API's JSON records (docs/contract.md).

export type TrackStatus = 'draft' | 'active' | 'paused' | 'archived';

export interface Stored {
  updatedAt: string;
  updatedBy: string;
}

export interface Track extends Stored {
  id: string;
  title: string;
  description: string;
  status: TrackStatus;
  managers: string[];
}

/** What all pages need of a track that they name. */
export type TrackOverview = Pick<Track, 'id' | 'title' | 'status'>;

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months';

export interface Span {
  amount: number;
  unit: Unit;
}

export interface Delay extends Span {
  at: string | null;
  workingDaysOnly: boolean;
}

export type Method = 'automatic' | 'manual';
export type ReEnrollment = 'no' | 'yes' | 'when_not_active' | 'when_not_completed';

export interface StepConfiguration {
  /** Null if the step is called by its id. */
  title: string | null;
  destinationTrackId: string;
  enrollmentMethod: Method;
  invitationMessage: string | null;
  reminderMessage: string | null;
  joinButtonText: string;
  confirmationMessage: string;
  mailSubject: string | null;
  /** ISO 8601, in days: `P30D`. */
  invitationExpiry: string | null;
  reEnrollment: ReEnrollment;
  cooldown: Span | null;
  enrollee: 'participant' | 'manager';
  reachedBy: 'track_start' | 'track_completion' | 'event';
  delay: Delay | null;
  audience: Record<string, string[]>;
  enabled: boolean;
}

export interface Step extends StepConfiguration, Stored {
  id: string;
  trackId: string;
}

/** A step without the texts of its messages. */
export type StepOverview = Omit<
  Step,
  'invitationMessage' | 'reminderMessage' | 'joinButtonText' | 'confirmationMessage' | 'mailSubject' | 'updatedAt' | 'updatedBy'
>;

export interface Participant extends Stored {
  id: string;
  name: string;
  email: string | null;
  slackUserId: string | null;
  formerSlackUserId: string | null;
  subject: string | null;
  userName: string | null;
  externalId: string | null;
  managerId: string | null;
  timeZone: string;
  attributes: Record<string, string>;
  active: boolean;
}

export interface Source {
  kind: 'step' | 'invitation' | 'api' | 'job';
  trackId: string | null;
  stepId: string | null;
  participantId: string | null;
  instance: number | null;
  jobId: string | null;
}

export interface Enrollment extends Stored {
  participantId: string;
  trackId: string;
  instance: number;
  status: 'active' | 'completed' | 'cancelled';
  startedAt: string;
  endedAt: string | null;
  /** Cancelled, and does not count as started. */
  undone: boolean;
  progress: Record<string, unknown>;
  source: Source;
  lineage: string[];
  /** In the list of a track; null if the person is erased. */
  name?: string | null;
}

export interface Invitation {
  participantId: string;
  trackId: string;
  number: number;
  status: 'pending' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  /** Why it was withdrawn, if the person can no longer join. */
  reason: string | null;
  message: string;
  joinButtonText: string;
  createdAt: string;
  expiresAt: string;
  source: Source;
}

/** A message that cannot be delivered. */
export interface Undeliverable {
  at: string;
  kind: 'confirmation' | 'invitation' | 'reminder' | 'test';
  participantId: string;
  name: string | null;
  trackId: string;
  number: number;
  channel: string;
  error: string;
  detail: string | null;
}

export type Evidence = Record<string, unknown>;

export interface HistoryEntry {
  at: string;
  decision: string;
  reason: string | null;
  evidence: Evidence;
  source: Source;
  enrollment: { trackId: string; instance: number } | null;
  destinationTrackId: string | null;
  enrolleeId: string | null;
  dueAt: string | null;
  /** In the runs of a step: the person who reached it; null if the caller may not read them. */
  name?: string | null;
}

export interface Outcome {
  decision: 'enrolled' | 'invited' | 'deferred' | 'skipped';
  reason: string | null;
  enrolleeId: string | null;
  enrollment: { trackId: string; instance: number } | null;
  dueAt: string | null;
  evidence: Evidence;
}

export type JobKind = 'enroll' | 'rerun' | 'apply' | 'undo' | 'remove' | 'resend';
export type JobStatus = 'scheduled' | 'running' | 'stopping' | 'stopped' | 'done' | 'failed';

export interface Job {
  id: string;
  kind: JobKind;
  status: JobStatus;
  /** Whether it only says what would be done. */
  dryRun: boolean;
  createdBy: string;
  createdAt: string;
  startAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  /** The number of rows; null until it is known. */
  total: number | null;
  done: number;
  /** By outcome; by outcome and reason if its rows have reasons. */
  outcomes: Record<string, number | Record<string, number>>;
  error: { reason: string; trackId?: string; status?: string } | null;
  /** None for the resending of messages about all tracks. */
  trackId?: string | null;
  stepId?: string | null;
  destinationTrackId?: string;
  who?: { count?: number; audience?: Record<string, string[]>; inTrack?: string; status?: string | null };
  reason?: string;
  since?: string;
  until?: string;
  messageError?: string;
}

export interface JobRow {
  /** Null if nobody has the e-mail address or the Slack user id. */
  participantId: string | null;
  name: string | null;
  record: { trackId: string; instance?: number; stepId?: string; kind?: string; number?: number } | null;
  outcome: string;
  reason: string | null;
  evidence: Evidence;
  at: string;
}

export interface Preview {
  outcome: Outcome;
  messages: {
    invitation: string | null;
    joinButton: string | null;
    reminder: string | null;
    confirmation: string | null;
    mailSubject: string | null;
  };
}

export interface Destination {
  id: string;
  title: string;
  selectable: boolean;
  reason: string | null;
  path: string[] | null;
}

export interface Impact {
  incoming: { trackId: string; stepId: string }[];
  pendingInvitations: number;
  deferred: number;
  outgoing: { deferred: number; pendingInvitations: number };
  active: number;
  complete: boolean;
}

export interface StepActivity {
  stepId: string;
  title: string | null;
  enrolled: number;
  invited: number;
  deferred: number;
  skipped: number;
  cancelled: number;
  complete: boolean;
}

export interface Activity {
  instances: number;
  complete: boolean;
  since: string;
  steps: StepActivity[];
}

export interface ReportInstances {
  started: number;
  active: number;
  completed: number;
  cancelled: number;
  medianDaysToCompletion: number | null;
  complete: boolean;
}

/** What became of the people who reached a step in a period. */
export interface ReportStep {
  stepId: string;
  title: string | null;
  reached: number;
  /** By reason. */
  skipped: Record<string, number>;
  deferred: number;
  enrolled: number;
  invited: number;
  cancelled: number;
  pending: number;
  accepted: number;
  declined: number;
  expired: number;
  withdrawn: number;
  medianDaysToJoin: number | null;
  /** Whether the numbers are exact; if not, they are lower bounds. */
  complete: boolean;
}

/** The report about one step. */
export interface StepReport extends ReportStep {
  trackId: string;
  from: string;
  to: string;
}

export type ReportInterval = 'day' | 'week' | 'month';

/** A part of the period, which ends before `to`. */
export interface ReportPeriod {
  from: string;
  to: string;
  complete: boolean;
  instances: ReportInstances;
  steps: ReportStep[];
}

export interface Report extends ReportPeriod {
  trackId: string;
  /** With an interval only. */
  interval?: ReportInterval;
  periods?: ReportPeriod[];
}

export interface SignIn {
  issuer: string;
  clientId: string;
  scope: string;
  audience: string | null;
  /** Further parameters of the authorization request. */
  parameters: Record<string, string>;
}

export interface Settings {
  local: boolean;
  signIn: SignIn | null;
}

export interface Me {
  /** Null if no participant matches the token. */
  participantId: string | null;
  subject: string;
  roles: string[];
}

export interface Message {
  id: string;
  to: string;
  text: string;
  button: { text: string; url: string } | null;
  at: string;
  kind: 'invitation' | 'confirmation' | 'reminder' | 'test';
  trackId: string;
}

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** What became of an answer to an invitation; heading and text are for the person. */
export interface Answered {
  result: 'joined' | 'declined' | 'not_now' | 'already_joined' | 'already_declined' | 'expired' | 'withdrawn';
  reason: string | null;
  heading: string;
  text: string;
  invitation: Invitation;
}
