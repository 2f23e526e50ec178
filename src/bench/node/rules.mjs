// All rules of the step in the contract's order: the first one that applies decides.

import { after, dueAt } from './delay.mjs';

const MAX_DEPTH = 10;
const skip = (reason, evidence = {}) => ({ decision: 'skipped', reason, evidence });

const RULES = [step, sourceTrack, participant, sourceInstance, audience, manager, self, lineage, delay, destination, policy];

/** The decision about a reached step: `{decision, reason, evidence}`, with the enrollee and destination. */
export function decide(facts) {
  for (const rule of [...RULES, cooldown]) {
    const decision = rule(facts);
    if (decision) return decision;
  }
  return enroll(facts);
}

const enrolleeOf = ({ step, participant, manager }) => (step.enrollee === 'manager' ? manager : participant);

function step({ step }) {
  if (!step) return skip('step_not_found');
  return step.enabled ? undefined : skip('step_disabled');
}

function sourceTrack({ sourceTrack }) {
  return sourceTrack?.status === 'active'
    ? undefined
    : skip('track_not_active', { status: sourceTrack?.status ?? 'not_found' });
}

function participant({ participant }) {
  if (!participant) return skip('participant_not_found');
  return participant.active ? undefined : skip('participant_deactivated');
}

function sourceInstance({ sourceInstance }) {
  if (!sourceInstance) return skip('source_instance_not_found');
  return sourceInstance.status === 'cancelled' ? skip('source_instance_cancelled') : undefined;
}

function audience({ step, participant }) {
  const attribute = Object.keys(step.audience)
    .sort()
    .find((name) => !step.audience[name].includes(participant.attributes[name] ?? ''));
  return attribute === undefined ? undefined : skip('not_in_audience', { attribute });
}

function manager({ step, participant, manager }) {
  if (step.enrollee !== 'manager') return undefined;
  const { managerId } = participant;
  if (!managerId) return skip('no_manager', { manager: 'none' });
  if (manager?.active) return undefined;
  return skip('no_manager', { manager: manager ? 'deactivated' : 'not_found', managerId });
}

function self({ step }) {
  return step.destinationTrackId === step.trackId ? skip('self_target', { trackId: step.trackId }) : undefined;
}

function lineage({ step, sourceInstance }) {
  const path = [...sourceInstance.lineage, step.destinationTrackId];
  if (sourceInstance.lineage.includes(step.destinationTrackId)) return skip('loop_detected', { path });
  return sourceInstance.lineage.length >= MAX_DEPTH ? skip('depth_exceeded', { path }) : undefined;
}

function delay(facts) {
  const due = dueAtOf(facts);
  return due && facts.now < due
    ? { decision: 'deferred', enrolleeId: enrolleeOf(facts).id, dueAt: due.toISOString() }
    : undefined;
}

/** The end of the delay: as stored at an earlier evaluation, or computed now. */
export function dueAtOf(facts) {
  const { step, run, sourceInstance, now } = facts;
  if (run?.dueAt) return new Date(run.dueAt);
  if (!step.delay) return undefined;
  const from = step.reachedBy === 'track_start' ? sourceInstance.startedAt : (run?.reachedAt ?? now);
  return dueAt(step.delay, new Date(from), enrolleeOf(facts).timeZone);
}

function destination({ destination }) {
  if (!destination) return skip('destination_not_found');
  return destination.status === 'active' ? undefined : skip('destination_not_active', { status: destination.status });
}

function policy({ step, instances }) {
  const known = (reason, { instance, status, startedAt }) => skip(reason, { instance, status, startedAt });
  const first = (status) => instances.find((instance) => instance.status === status);
  if (instances.length === 0 || step.reEnrollment === 'yes') return undefined;
  if (step.reEnrollment === 'no') return known('previously_started', instances[0]);
  if (first('active')) return known('already_active', first('active'));
  if (step.reEnrollment === 'when_not_active' || !first('completed')) return undefined;
  return known('already_completed', first('completed'));
}

function cooldown(facts) {
  const { step, instances, now } = facts;
  if (!step.cooldown || instances.length === 0) return undefined;
  const latest = instances.at(-1);
  const until = after(step.cooldown, new Date(latest.startedAt), enrolleeOf(facts).timeZone);
  return now < until ? skip('cooldown', { instance: latest.instance, until: text(until) }) : undefined;
}

// An instant in java.time's format: without milliseconds if they are zero.
const text = (date) => date.toISOString().replace('.000Z', 'Z');

function enroll(facts) {
  const { step, instances, sourceInstance } = facts;
  if (step.enrollmentMethod !== 'automatic') throw new Error('manual enrollment is not part of the benchmark');
  const trackId = step.destinationTrackId;
  const instance = Math.max(0, ...instances.map((one) => one.instance)) + 1;
  return {
    decision: 'enrolled',
    enrolleeId: enrolleeOf(facts).id,
    enrollment: { trackId, instance },
    lineage: [...sourceInstance.lineage, trackId],
  };
}
