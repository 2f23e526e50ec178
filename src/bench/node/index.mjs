// The handler: takes a step-reached event and returns its outcome. It reads once, decides, and writes once; after a
// concurrent update it reads again. Manual enrollment (contract.md) is omitted: the benchmark has none.

import * as items from './items.mjs';
import { names, render } from './message.mjs';
import { decide, dueAtOf } from './rules.mjs';
import * as table from './table.mjs';

const ROUNDS = 5;
const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const FINAL = ['enrolled', 'invited', 'cancelled'];

export async function handler(event, context) {
  const cause = causeOf(event);
  for (let round = 0; round < ROUNDS; round++) {
    const outcome = await attempt(cause);
    if (outcome) {
      const { decision, reason, replayed } = outcome;
      const request = context.awsRequestId;
      console.log(JSON.stringify({ level: 'INFO', message: 'outcome', request, ...cause, decision, reason, replayed }));
      count(outcome);
      return outcome;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * (20 << round)));
  }
  throw new Error(`step ${cause.trackId}/${cause.stepId}: concurrent updates in ${ROUNDS} attempts`);
}

/** A metric for CloudWatch, in its embedded metric format. */
function count({ decision, reason, replayed }) {
  const Namespace = process.env.TRACKS_METRICS_NAMESPACE;
  if (!Namespace) return;
  const Name = replayed ? 'Replays' : 'Decisions';
  const metrics = { Namespace, Dimensions: [['decision', 'reason']], Metrics: [{ Name, Unit: 'Count' }] };
  const aws = { Timestamp: Date.now(), CloudWatchMetrics: [metrics] };
  console.log(JSON.stringify({ _aws: aws, decision, reason: reason ?? 'none', [Name]: 1 }));
}

function causeOf(event) {
  const { trackId, stepId, participantId, instance = 1, ...unknown } = event ?? {};
  for (const [field, value] of Object.entries({ trackId, stepId, participantId }))
    if (typeof value !== 'string' || !ID.test(value)) throw new TypeError(`${field}: must be an id`);
  if (!Number.isInteger(instance) || instance < 1 || instance > 99_999)
    throw new TypeError('instance: must be a whole number from 1 to 99999');
  const [field] = Object.keys(unknown);
  if (field) throw new TypeError(`${field}: is an unknown field`);
  return { trackId, stepId, participantId, instance };
}

async function attempt(cause) {
  const step = await table.step(cause.trackId, cause.stepId);
  const [reading, sourceTrack, destination] = await Promise.all([
    readPerson(cause, step),
    table.track(cause.trackId),
    step && table.track(step.destinationTrackId),
  ]);
  const now = new Date();
  const { run } = reading;
  if (run && (FINAL.includes(run.status) || (run.status === 'deferred' && now < new Date(run.dueAt))))
    return outcomeOf(run, true);
  const facts = { now, cause, step, sourceTrack, destination, invitations: [], ...reading };
  await complete(facts);
  const decision = decide(facts);
  const fresh = runOf(cause, decision, facts, run);
  return (await write(fresh, decision, facts)) ? outcomeOf(fresh, false) : undefined;
}

/** One consistent read: the person, the source instance, the run and, if it matters, a first destination instance. */
async function readPerson({ trackId, stepId, participantId, instance }, step) {
  const wantsFirst = step?.enrollee === 'participant' && step.reEnrollment === 'no';
  const [participant, sourceInstance, run, first] = await table.batchGet([
    items.participantKey(participantId),
    items.enrollmentKey(participantId, trackId, instance),
    items.runKey({ trackId, stepId, participantId, instance }),
    ...(wantsFirst ? [items.enrollmentKey(participantId, step.destinationTrackId, 1)] : []),
  ]);
  return { participant, sourceInstance, run, instances: first ? [first] : [] };
}

/** Facts that only an enrollment needs are read if the rules, without them, would enroll. */
async function complete(facts) {
  const { step } = facts;
  if (!step) return;
  if (step.enrollee === 'manager' && decide(facts).reason === 'no_manager' && facts.participant.managerId) {
    const keys = [items.participantKey(facts.participant.managerId)];
    if (step.reEnrollment === 'no') keys.push(items.enrollmentKey(facts.participant.managerId, step.destinationTrackId, 1));
    const [manager, first] = await table.batchGet(keys);
    Object.assign(facts, { manager, instances: first ? [first] : [] });
  }
  const enrollee = step.enrollee === 'manager' ? facts.manager : facts.participant;
  if (step.reEnrollment !== 'no' && decide(facts).decision === 'enrolled')
    facts.instances = await table.instances(enrollee.id, step.destinationTrackId);
  const namesManager = names(step.confirmationMessage ?? '').includes('manager');
  if (namesManager && !facts.manager && facts.participant?.managerId && decide(facts).decision === 'enrolled')
    [facts.manager] = await table.batchGet([items.participantKey(facts.participant.managerId)]);
}

function runOf(cause, decision, facts, earlier) {
  const at = facts.now.toISOString();
  const { decision: status, reason, evidence = {}, enrollment } = decision;
  const enrollee = facts.step?.enrollee === 'manager' ? facts.manager : facts.participant;
  return {
    cause,
    status,
    reason,
    evidence,
    destinationTrackId: facts.step?.destinationTrackId,
    enrolleeId: decision.enrolleeId ?? enrollee?.id,
    enrollment,
    reachedAt: earlier?.reachedAt ?? at,
    dueAt: earlier?.dueAt ?? (status === 'deferred' ? dueAtOf(facts).toISOString() : undefined),
    at,
    trail: [...(earlier?.trail ?? []), { at, decision: status, reason, evidence }].slice(-20),
    version: (earlier?.version ?? 0) + 1,
  };
}

function write(run, decision, facts) {
  if (decision.decision !== 'enrolled') return table.putRun(items.run(run), run.version);
  const { step, participant, manager, sourceTrack, destination } = facts;
  const values = {
    user: participant.name,
    manager: manager?.name ?? 'your manager',
    track: destination.title,
    current_track: sourceTrack.title,
  };
  const confirmation = step.confirmationMessage === undefined ? undefined : render(step.confirmationMessage, values, 3000);
  return table.enroll(items.run(run), run.version, items.enrollment(run, decision.lineage, confirmation));
}

function outcomeOf(run, replayed) {
  const cancelled = run.status === 'cancelled';
  return {
    decision: cancelled ? 'skipped' : run.status,
    reason: cancelled ? 'run_cancelled' : (run.reason ?? null),
    replayed,
    enrolleeId: run.enrolleeId ?? null,
    enrollment: run.enrollment ?? null,
    invitation: run.invitation ?? null,
    dueAt: run.dueAt?.replace('.000Z', 'Z') ?? null,
    evidence: run.evidence,
  };
}
