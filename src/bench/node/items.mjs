// Keys, items and their attributes: the same single table, item for item, as the Java program writes.

const SHARDS = 16;
const GRACE = 60_000;
const number = (value) => String(value).padStart(5, '0');
const user = (id) => `USER#${id}`;

export const trackKey = (id) => ({ PK: 'TRACKS', SK: id });
export const stepKey = (trackId, id) => ({ PK: `STEPS#${trackId}`, SK: id });
export const participantKey = (id) => ({ PK: user(id), SK: 'USER' });
export const enrollments = (trackId) => `ENROLLMENT#${trackId}#`;
export const enrollmentKey = (id, trackId, instance) => ({ PK: user(id), SK: enrollments(trackId) + number(instance) });
export const runKey = ({ trackId, stepId, participantId, instance }) => ({
  PK: user(participantId),
  SK: `RUN#${trackId}#${number(instance)}#${stepId}`,
});

/** The partition number of a person's items in an index: Java's hash of the id, so that both programs agree. */
function shard(id) {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(31, hash) + id.charCodeAt(i)) | 0;
  return ((hash % SHARDS) + SHARDS) % SHARDS;
}

/** The `pending` marker of an unpublished item. */
function pending(what, id, at) {
  return { pending: what, GSI2PK: `DUE#${shard(id)}`, GSI2SK: new Date(Date.parse(at) + GRACE).toISOString() };
}

/** A run as an item. */
export function run({ cause, status, reason, evidence, destinationTrackId, enrolleeId, enrollment, ...rest }) {
  const { trackId, stepId, participantId } = cause;
  const { reachedAt, dueAt, at, trail, version } = rest;
  return marshalled({
    ...runKey(cause),
    GSI1PK: `STEP#${trackId}#${stepId}#${shard(participantId)}`,
    GSI1SK: at,
    ...cause,
    status,
    reason,
    evidence,
    destinationTrackId,
    enrolleeId,
    enrollment,
    reachedAt,
    dueAt,
    at,
    trail,
    version,
    ...(status === 'enrolled' ? {} : pending(status, participantId, at)),
    ...(enrolleeId && enrolleeId !== participantId ? { GSI3PK: `ENROLLEE#${enrolleeId}`, GSI3SK: at } : {}),
  });
}

/** A new instance as an item, which is also the outbox entry of its confirmation. */
export function enrollment({ cause, enrolleeId, enrollment: { trackId, instance }, at }, lineage, confirmation) {
  return marshalled({
    ...enrollmentKey(enrolleeId, trackId, instance),
    GSI1PK: `TRACK#${trackId}#${shard(enrolleeId)}`,
    GSI1SK: `ENROLLMENT#${at}`,
    ...pending('enrolled', enrolleeId, at),
    participantId: enrolleeId,
    trackId,
    instance,
    status: 'active',
    startedAt: at,
    progress: {},
    source: { kind: 'step', ...cause },
    lineage,
    confirmation,
    version: 1,
    updatedAt: at,
    updatedBy: 'step',
  });
}

/** An item of plain values, without those that are undefined. */
function marshalled(values) {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, attribute(value)]),
  );
}

function attribute(value) {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return { M: marshalled(value) };
}

export const key = (plain) => marshalled(plain);

/** The plain values of an item. */
export function plain(item) {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueOf(value)]));
}

function valueOf({ S, N, BOOL, NULL, L, M }) {
  if (S !== undefined) return S;
  if (N !== undefined) return Number(N);
  if (BOOL !== undefined) return BOOL;
  if (NULL) return null;
  return L ? L.map(valueOf) : plain(M);
}
