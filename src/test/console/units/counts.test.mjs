import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { countsText, shortCounts } = await load('counts.ts');
const none = { enrolled: 0, invited: 0, deferred: 0, skipped: 0, cancelled: 0, complete: true };

describe('the counts of a step', () => {
  it('do not count an invitation as an enrollment: it can be declined', () => {
    assert.equal(shortCounts({ ...none, invited: 3 }), '3 invited');
    assert.equal(shortCounts({ ...none, enrolled: 2, invited: 3 }), '2 enrolled · 3 invited');
  });
  it('are complete in the name of the link, and short on the map', () => {
    const runs = { ...none, enrolled: 2, deferred: 1, skipped: 4 };
    assert.equal(shortCounts(runs), '2 enrolled · 1 waiting');
    assert.equal(countsText(runs), '2 enrolled, 1 waiting, 4 skipped');
  });
  it('say if there are more', () => assert.equal(countsText({ ...none, skipped: 1000, complete: false }), '1,000+ skipped'));
  it('say if there are none', () => assert.equal(shortCounts(none), 'no runs yet'));
});
