import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { blankJob, bodyOfJob, localTime, missingInJob, namesIn, nothingToUndo, startOf, triedBody } = await load('job-draft.ts');
const words = await load('job-words.ts');
const { cell, cellsOf, rowsPath } = await load('job-rows.ts');
const titles = (id) => ({ 'week-1': 'Week 1', 'month-1': 'Month 1' })[id] ?? id ?? '';
const steps = (trackId, stepId) => ({ 'week-1/s1': 'On to month 1' })[`${trackId}/${stepId}`] ?? stepId ?? '';
const NOW = new Date('2026-11-29T09:30:15.250Z');

// docs/contract.md, Jobs.
const ROW_REASONS = [
  'duplicate', 'job_stopped', 'participant_erased', 'message_not_found', 'no_confirmation', 'enrollment_cancelled',
  'invitation_closed', 'run_cancelled', 'already_reached', 'completed', 'cancelled', 'nothing_to_undo', 'not_in_track',
  'no_longer_undeliverable', 'resend_under_way', 'internal_error', ...words.SKIP_REASONS,
];
const OUTCOMES = ['enrolled', 'invited', 'deferred', 'skipped', 'cancelled', 'undone', 'removed', 'resent', 'unchanged', 'failed'];

function draft(kind, more = {}) {
  return blankJob(kind, { trackId: 'week-1', ...more }, NOW);
}

describe('a pasted list', () => {
  it('has names separated by lines, commas, semicolons and spaces', () => {
    assert.deepEqual(namesIn('ada\r\nbob, cy;dee eve\t\n\n'), ['ada', 'bob', 'cy', 'dee', 'eve']);
  });
  it('has each name once', () => assert.deepEqual(namesIn('ada ada\nU012AB3CD,ada'), ['ada', 'U012AB3CD']));
  it('may be copied from a mail, with brackets and quotes', () => {
    assert.deepEqual(namesIn('<ada@example.com>; "bob@example.com"'), ['ada@example.com', 'bob@example.com']);
  });
  it('may be empty', () => assert.deepEqual(namesIn(' ,;\n'), []));
});

describe('the request of a job', () => {
  it('names the people in one way only', () => {
    const all = { pasted: 'ada', audience: [{ name: 'role', values: 'engineer, designer' }], inTrack: 'month-1', status: 'completed' };
    const who = (way) => bodyOfJob(draft('enroll', { ...all, who: way }), NOW).who;
    assert.deepEqual(who('participants'), { participants: ['ada'] });
    assert.deepEqual(who('audience'), { audience: { role: ['engineer', 'designer'] } });
    assert.deepEqual(who('inTrack'), { inTrack: 'month-1', status: 'completed' });
  });
  it('has no fields of another kind', () => {
    assert.deepEqual(bodyOfJob(draft('apply', { stepId: 's1', message: 'x', pasted: 'ada' }), NOW), {
      kind: 'apply', trackId: 'week-1', stepId: 's1',
    });
  });
  it('has the same end as its trial, if no end is given', () => {
    assert.equal(bodyOfJob(draft('undo', { stepId: 's1' }), NOW).to, '2026-11-29T09:30:15.250Z');
    const body = bodyOfJob(draft('rerun', { reason: 'cooldown' }), NOW);
    assert.equal('until' in body, false);
    assert.equal(triedBody(body, { kind: 'rerun', since: 'A', until: 'B' }).until, 'B');
  });
  it('is refused at its beginning, if the newest run that an undo would end with is before it', () => {
    const from = localTime(new Date('2026-11-28T10:00:00Z'));
    assert.deepEqual(nothingToUndo(draft('undo', { from }), NOW), []);
    const [error] = nothingToUndo(draft('undo', { from }), new Date('2026-11-20T10:00:00Z'));
    assert.equal(error.field, 'from');
    assert.match(error.message, /no run since then. Its newest is of 2026-11-20 /);
  });
  it('has times of the time zone of the browser as instants', () => {
    const from = localTime(new Date('2026-11-28T10:00:00Z'));
    assert.equal(bodyOfJob(draft('undo', { from }), NOW).from, '2026-11-28T10:00:00.000Z');
    assert.deepEqual(startOf(draft('enroll', { startAt: from })), { startAt: '2026-11-28T10:00:00.000Z' });
    assert.deepEqual(startOf(draft('enroll')), {});
  });
  it('has no blank message', () => assert.equal('message' in bodyOfJob(draft('enroll', { message: ' \n' }), NOW), false));
});

describe('what is missing in a new job', () => {
  const fields = (of) => missingInJob(of).map((each) => each.field);
  it('is the track and the people', () => {
    assert.deepEqual(fields(draft('enroll', { trackId: '' })), ['trackId', 'who.participants']);
    assert.deepEqual(fields(draft('remove', { who: 'inTrack' })), ['who.inTrack']);
  });
  it('is a value of an attribute', () => {
    assert.deepEqual(fields(draft('enroll', { who: 'audience', audience: [{ name: 'role', values: ' ,' }] })), ['who.audience']);
    assert.deepEqual(fields(draft('enroll', { who: 'audience' })), [], 'no attribute is everyone');
  });
  it('is the step, the reason or the error', () => {
    assert.deepEqual(fields(draft('undo')), ['stepId']);
    assert.deepEqual(fields(draft('rerun')), ['reason']);
    assert.deepEqual(fields(draft('resend', { trackId: '' })), ['error']);
  });
  it('is nothing in a list of 5,000, and a list of more must be split', () => {
    const list = (count) => draft('enroll', { pasted: Array.from({ length: count }, (_, i) => `p${i}`).join('\n') });
    assert.deepEqual(fields(list(5000)), []);
    assert.match(missingInJob(list(5001))[0].message, /5,001.*5,000/);
  });
});

describe('the words of a job', () => {
  for (const outcome of OUTCOMES) {
    it(`say what has happened, and in a trial what would: ${outcome}`, () => {
      assert.doesNotMatch(words.outcomeText(outcome, false) + words.outcomeText(outcome, true), /_/);
    });
  }
  for (const reason of ROW_REASONS) {
    it(`explain the reason without its evidence: ${reason}`, () => {
      for (const kind of Object.keys(words.KINDS)) {
        const text = words.rowReason(kind, reason, {}, titles);
        assert.doesNotMatch(text, /_|undefined|null/);
        assert.match(text, / |^cooldown$/);
      }
    });
  }
  it('count each outcome and reason', () => {
    assert.deepEqual(words.countsOf({ outcomes: { enrolled: 12, skipped: { previously_started: 3, none: 1 } } }), [
      { outcome: 'enrolled', reason: null, count: 12 },
      { outcome: 'skipped', reason: 'previously_started', count: 3 },
      { outcome: 'skipped', reason: null, count: 1 },
    ]);
  });
  it('say how far it is, also before the total is known', () => {
    assert.equal(words.progressText({ done: 1200, total: null }), '1,200 so far');
    assert.equal(words.progressText({ done: 12, total: 5000 }), '12 of 5,000');
  });
  it('name what an undo has changed and what it leaves', () => {
    const row = {
      participantId: 'ada', outcome: 'undone', reason: null, record: null, at: '',
      evidence: {
        enrollments: [{ participantId: 'ada', trackId: 'week-1', instance: 1 }],
        invitations: [],
        runs: [],
        untouched: [{ participantId: 'boss', trackId: 'month-1', instance: 2, status: 'completed' }],
      },
    };
    assert.equal(
      words.detailText(row, titles, steps),
      '1 enrollment: Week 1; stays untouched: Month 1 (instance 2, completed) of boss',
    );
  });
  it('call a step by its title', () => {
    const row = { participantId: 'ada', outcome: 'enrolled', reason: null, at: '', evidence: {}, record: { trackId: 'week-1', instance: 1, stepId: 's1' } };
    assert.equal(words.detailText(row, titles, steps), 'Week 1, instance 1, step On to month 1');
    const job = { kind: 'apply', trackId: 'week-1', stepId: 's1' };
    assert.equal(words.aboutText(job, titles, steps), 'Week 1, step On to month 1');
    assert.equal(words.aboutText({ ...job, stepId: 's2' }, titles, steps), 'Week 1, step s2');
    assert.deepEqual([words.trackOfStep(job), words.trackOfStep({ trackId: 'week-1' })], [['week-1'], []]);
    assert.deepEqual(words.tracksOfSteps([row, { ...row, record: null }]), ['week-1']);
  });
  it('name an entry of the list that is no id', () => {
    const error = { field: 'who.participants[1]', message: 'must be an id of a participant' };
    assert.match(words.jobError(error, ['ada', 'b!']), /^“b!” is no id/);
    assert.equal(words.fieldOf(error.field), 'who.participants');
    assert.equal(words.fieldOf('who'), 'who.participants');
  });
  it('say why it has failed', () => {
    assert.equal(words.failureText({ reason: 'track_not_active', trackId: 'week-1', status: 'paused' }, titles), 'Week 1 is paused.');
  });
});

describe('the rows of a job', () => {
  it('are filtered by outcome and reason', () => {
    assert.equal(rowsPath('j1', 'skipped.duplicate', 50), '/v1/jobs/j1/rows?limit=50&outcome=skipped&reason=duplicate');
    assert.equal(rowsPath('j1', '', 50), '/v1/jobs/j1/rows?limit=50');
  });
  it('are cells of a CSV file that no spreadsheet takes for a formula', () => {
    assert.equal(cell('=1+1'), "'=1+1");
    assert.equal(cell('-2'), "'-2");
    assert.equal(cell('Ada'), 'Ada');
    const row = { participantId: null, name: null, outcome: 'skipped', reason: 'participant_not_found', record: null, at: 'T', evidence: { email: 'x@example.com' } };
    assert.deepEqual(cellsOf({ kind: 'enroll', dryRun: true }, row, titles, steps), [
      '', 'x@example.com', 'would be skipped', 'the person does not exist', 'nobody has x@example.com', 'T',
    ]);
  });
});

describe('a job that is watched', () => {
  it('is read every two seconds while it runs, and less often until it starts', () => {
    const startAt = '2026-11-29T10:30:15.250Z';
    assert.equal(words.waitFor({ status: 'running', startAt: null }, NOW.getTime()), 2000);
    assert.equal(words.waitFor({ status: 'scheduled', startAt }, NOW.getTime()), 60_000);
    assert.equal(words.waitFor({ status: 'scheduled', startAt }, Date.parse(startAt) - 500), 2000);
  });
});
