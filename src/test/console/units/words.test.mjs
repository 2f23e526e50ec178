import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { atTime, directReasonText, onDay, reasonText, stepFacts, stepName } = await load('words.ts');
const titles = (id) => ({ 'week-1': 'Week 1', 'day-1': 'Day 1' })[id] ?? id ?? '';

// docs/contract.md, Functions.
const REASONS = [
  'step_not_found', 'step_disabled', 'track_not_active', 'participant_not_found', 'participant_deactivated',
  'source_instance_not_found', 'source_instance_cancelled', 'not_in_audience', 'no_manager', 'self_target', 'loop_detected',
  'depth_exceeded', 'destination_not_found', 'destination_not_active', 'previously_started', 'already_active',
  'already_completed', 'cooldown', 'invitation_pending', 'run_cancelled',
];

describe('the reason of a skip', () => {
  it('is a complete sentence with the evidence', () => {
    assert.equal(reasonText('destination_not_active', { status: 'paused' }, titles), 'the destination is paused');
    assert.equal(reasonText('track_not_active', { status: 'draft' }, titles), 'the source track is draft');
    assert.equal(reasonText('loop_detected', { path: ['day-1', 'week-1'] }, titles), 'circular enrollment: Day 1 → Week 1');
  });

  it('names the track, if the person is started directly', () => {
    assert.equal(directReasonText('destination_not_active', { status: 'paused' }, titles), 'the track is paused');
    assert.equal(directReasonText('destination_not_found', {}, titles), 'the track no longer exists');
  });

  for (const reason of REASONS) {
    it(`is a complete sentence without evidence, which is hidden from some callers: ${reason}`, () => {
      const text = reasonText(reason, {}, titles);
      assert.match(text, /[a-z]$/);
      assert.doesNotMatch(text, /undefined|null|\bis$|_| {2}/);
    });
  }
});

it('shows what is no time as it is: an address can have any text in its place', () => {
  assert.equal(onDay('yesterday'), 'yesterday');
  assert.equal(atTime('yesterday'), 'yesterday');
});

it('calls a step by its title, or by its id if it has none', () => {
  assert.equal(stepName({ id: 's1', title: 'On to week 1' }), 'On to week 1');
  assert.equal(stepName({ id: 's1', title: null }), 's1');
});

describe('a step in a list', () => {
  const step = { reachedBy: 'track_start', delay: null, audience: {}, enabled: true };
  it('has its delay', () => assert.deepEqual(stepFacts(step), ['immediately']));
  it('says if only the completion of the track or an event reaches it', () => {
    assert.equal(stepFacts({ ...step, reachedBy: 'track_completion' })[0], 'when the track is completed');
    assert.equal(stepFacts({ ...step, reachedBy: 'event' })[0], 'by an event only');
  });
  it('has its audience', () => {
    const audience = { role: ['engineer', 'designer'], office: ['Berlin'] };
    assert.equal(stepFacts({ ...step, audience })[1], 'only if role is engineer or designer and office is Berlin');
  });
  it('says that it is disabled', () => assert.equal(stepFacts({ ...step, enabled: false })[1], 'disabled'));
});
