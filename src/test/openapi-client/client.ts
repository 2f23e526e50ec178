// Uses the generated client as a web client does. It is compiled, not run: an operation, a field or a type that the document
// describes incorrectly is an error, and so is a "@ts-expect-error" without one.
import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

const api = createClient<paths>({ baseUrl: 'https://tracks.example.com' });

type Problem = components['schemas']['Problem'];
type Participant = components['schemas']['Participant'];
type Enrollment = components['schemas']['Enrollment'];
type Track = components['schemas']['Track'];

/** The gateway itself answers without a token, and if there are too many requests. */
type Failure = Problem | components['schemas']['GatewayMessage'];

class ApiError extends Error {
  readonly fields: string[];

  constructor(failure: Failure) {
    super('detail' in failure ? `${failure.status} ${failure.title}: ${failure.detail}` : failure.message);
    this.fields = 'errors' in failure ? failure.errors.map((error) => `${error.field}: ${error.message}`) : [];
  }
}

/** The data of a response, which is never undefined; a problem becomes an exception. */
function dataOf<T>(answer: { data: T; error?: never } | { data?: never; error: Failure }): T {
  if (answer.error !== undefined) {
    throw new ApiError(answer.error);
  }
  return answer.data;
}

export async function saveWithRequiredFieldsOnly(): Promise<void> {
  const track = dataOf(await api.PUT('/v1/tracks/{trackId}', { params: { path: { trackId: 'week-1' } }, body: { title: 'Week 1' } }));
  const title: string = track.title;
  const description: string = track.description;
  const managers: string[] = track.managers;

  const step = dataOf(
    await api.PUT('/v1/tracks/{trackId}/steps/{stepId}', {
      params: { path: { trackId: 'day-1', stepId: 's1' } },
      body: { destinationTrackId: 'week-1' },
    }),
  );
  const message: string = step.confirmationMessage;
  const invitation: string | null = step.invitationMessage;
  const at: string | null | undefined = step.delay?.at;
  const workingDaysOnly: boolean = step.delay === null ? false : step.delay.workingDaysOnly;

  const person = dataOf(
    await api.PUT('/v1/participants/{participantId}', { params: { path: { participantId: 'ada' } }, body: { name: 'Ada Lovelace' } }),
  );
  const email: string | null = person.email;
  const active: boolean = person.active;

  console.log(title, description, managers, message, invitation, at, workingDaysOnly, email, active);
}

export async function saveWithOptionalFields(): Promise<void> {
  await api.PUT('/v1/tracks/{trackId}', {
    params: { path: { trackId: 'week-1' }, header: { 'If-Match': '"1"' } },
    body: { title: 'Week 1', description: 'The team.', status: 'active', managers: ['grace'] },
  });
  await api.PUT('/v1/tracks/{trackId}/steps/{stepId}', {
    params: { path: { trackId: 'day-1', stepId: 's1' } },
    body: {
      destinationTrackId: 'week-1',
      enrollmentMethod: 'manual',
      invitationMessage: 'Join us, {{user}}!',
      confirmationMessage: null,
      reEnrollment: 'when_not_active',
      cooldown: { amount: 30, unit: 'days' },
      delay: { amount: 1, unit: 'weeks' },
      audience: { role: ['engineer'] },
    },
  });
  await api.PUT('/v1/participants/{participantId}', {
    params: { path: { participantId: 'ada' } },
    body: { name: 'Ada Lovelace', email: null, managerId: 'grace', timeZone: 'Europe/London', attributes: { role: 'engineer' } },
  });
}

/** A saved step can be sent back as it was read, apart from the fields that the server sets. */
export async function disable(trackId: string, stepId: string): Promise<void> {
  const path = { trackId, stepId };
  const { updatedAt, updatedBy, ...step } = dataOf(await api.GET('/v1/tracks/{trackId}/steps/{stepId}', { params: { path } }));
  dataOf(await api.PUT('/v1/tracks/{trackId}/steps/{stepId}', { params: { path }, body: { ...step, enabled: false } }));
  console.log(updatedAt, updatedBy);
}

export async function enroll(participantId: string): Promise<Enrollment | string> {
  const answer = await api.POST('/v1/tracks/{trackId}/enrollments', {
    params: { path: { trackId: 'week-1' }, header: { 'Idempotency-Key': 'k-1' } },
    body: { participantId },
  });
  if (answer.response.status === 409 && answer.error !== undefined) {
    const reason = 'reason' in answer.error ? answer.error.reason : undefined;
    return reason === 'previously_started' ? 'has started the track before' : `not enrolled: ${reason ?? ''}`;
  }
  const enrollment = dataOf(answer);
  const endedAt: string | null = enrollment.endedAt;
  const from: string | null = enrollment.source.trackId;
  console.log(endedAt, from, enrollment.lineage.join(' → '));
  return enrollment;
}

export async function enrollByEmail(email: string): Promise<Enrollment> {
  return dataOf(
    await api.POST('/v1/tracks/{trackId}/enrollments', {
      params: { path: { trackId: 'week-1' } },
      body: { participant: { email }, reEnrollment: 'when_not_active' },
    }),
  );
}

export async function everybody(): Promise<Participant[]> {
  const people: Participant[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor === null ? {} : { cursor }) };
    const page: { data: Participant[]; nextCursor: string | null } = dataOf(await api.GET('/v1/participants', { params: { query } }));
    people.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people;
}

export async function activeTracks(): Promise<Track[]> {
  const tracks: Track[] = [];
  let cursor: string | null = null;
  do {
    const query: { status: 'active'[]; include: 'activity'[]; cursor?: string } = {
      status: ['active'],
      include: ['activity'],
      ...(cursor === null ? {} : { cursor }),
    };
    const page: { data: Track[]; nextCursor: string | null } = dataOf(await api.GET('/v1/tracks', { params: { query } }));
    tracks.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return tracks;
}

export async function firstPage(trackId: string): Promise<Enrollment[]> {
  return dataOf(await api.GET('/v1/tracks/{trackId}/enrollments', { params: { path: { trackId } } })).data;
}

export async function preview(participantId: string): Promise<string> {
  const { outcome, messages } = dataOf(
    await api.POST('/v1/tracks/{trackId}/steps/{stepId}/preview', {
      params: { path: { trackId: 'day-1', stepId: 's1' } },
      body: { participantId, step: { destinationTrackId: 'week-1' } },
    }),
  );
  switch (outcome.decision) {
    case 'enrolled':
      return `instance ${outcome.enrollment?.instance}: ${messages.confirmation ?? 'no message'}`;
    case 'invited':
      return `invitation ${outcome.invitation?.number}: ${messages.invitation ?? ''}`;
    case 'deferred':
      return `due at ${outcome.dueAt}`;
    case 'skipped':
      return `skipped: ${outcome.reason}`;
    default: {
      const none: never = outcome.decision;
      return none;
    }
  }
}

/** The report's counts are lower bounds if it is not complete. As CSV, it is a text. */
export async function reached(trackId: string, from: string): Promise<string[]> {
  const report = dataOf(await api.GET('/v1/tracks/{trackId}/report', { params: { path: { trackId }, query: { from } } }));
  if (typeof report === 'string') {
    return report.split('\r\n');
  }
  const days: number | null = report.instances.medianDaysToCompletion;
  console.log(days, report.complete);
  return report.steps.map((step) => `${step.stepId}: ${step.reached}, of whom ${step.skipped['not_in_audience'] ?? 0} not in the audience`);
}

/** Parts are in the report only if the request names an interval. */
export async function startedByWeek(trackId: string): Promise<Map<string, number>> {
  const report = dataOf(await api.GET('/v1/tracks/{trackId}/report', { params: { path: { trackId }, query: { interval: 'week' } } }));
  const periods = typeof report === 'string' ? [] : (report.periods ?? []);
  return new Map(periods.map((period) => [period.from, period.instances.started]));
}

export async function complete(participantId: string): Promise<void> {
  const path = { participantId, trackId: 'week-1', instance: 1 };
  dataOf(await api.PATCH('/v1/participants/{participantId}/enrollments/{trackId}/{instance}', { params: { path }, body: { status: 'completed' } }));
  const erased = await api.DELETE('/v1/participants/{participantId}', { params: { path: { participantId } } });
  if (erased.error !== undefined) {
    throw new ApiError(erased.error);
  }
}

export async function mistakes(): Promise<void> {
  const track = { path: { trackId: 'week-1' } };
  const step = { path: { trackId: 'day-1', stepId: 's1' } };
  // @ts-expect-error: the title is required
  await api.PUT('/v1/tracks/{trackId}', { params: track, body: {} });
  // @ts-expect-error: no such status
  await api.PUT('/v1/tracks/{trackId}', { params: track, body: { title: 'Week 1', status: 'open' } });
  // @ts-expect-error: an optional field that is not nullable
  await api.PUT('/v1/tracks/{trackId}', { params: track, body: { title: 'Week 1', description: null } });
  // @ts-expect-error: an omitted field is not undefined
  await api.PUT('/v1/tracks/{trackId}', { params: track, body: { title: 'Week 1', description: undefined } });
  // @ts-expect-error: the destination is required
  await api.PUT('/v1/tracks/{trackId}/steps/{stepId}', { params: step, body: { enrollmentMethod: 'manual' } });
  // @ts-expect-error: a delay needs its unit
  await api.PUT('/v1/tracks/{trackId}/steps/{stepId}', { params: step, body: { destinationTrackId: 'week-1', delay: { amount: 1 } } });
  // @ts-expect-error: the name is required
  await api.PUT('/v1/participants/{participantId}', { params: { path: { participantId: 'ada' } }, body: { email: 'ada@example.com' } });
  // @ts-expect-error: the path needs the step's id
  await api.GET('/v1/tracks/{trackId}/steps/{stepId}', { params: track });
  // @ts-expect-error: there is no such operation
  await api.DELETE('/v1/tracks/{trackId}', { params: track });
  const person = dataOf(await api.GET('/v1/participants/{participantId}', { params: { path: { participantId: 'ada' } } }));
  // @ts-expect-error: the e-mail can be null
  const email: string = person.email;
  // @ts-expect-error: no such field
  const input: components['schemas']['TrackInput'] = { title: 'Week 1', state: 'active' };
  console.log(email, input);
}

export async function enrollManyPeople(): Promise<void> {
  const job = dataOf(
    await api.POST('/v1/jobs', {
      params: { header: { 'Idempotency-Key': 'cohort-2026-12' } },
      body: { kind: 'enroll', trackId: 'day-1', who: { participants: ['ada', 'linus@example.com'] } },
    }),
  );
  const done: number = job.done;
  const total: number | null = job.total;
  const failure: string | undefined = job.error?.reason;
  // @ts-expect-error: an undo has a period.
  await api.POST('/v1/jobs', { body: { kind: 'undo', trackId: 'day-1', stepId: 's1' } });

  const rows = dataOf(await api.GET('/v1/jobs/{jobId}/rows', { params: { path: { jobId: job.id }, query: { outcome: ['skipped'] } } }));
  const people: (string | null)[] = rows.data.map((row) => row.participantId);

  console.log(done, total, failure, people);
}
