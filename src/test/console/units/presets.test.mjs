import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { PRESETS, choose } = await load('presets.ts');
const { blank } = await load('draft.ts');
const preset = (name) => PRESETS.find((each) => each.name === name);

/** A new step after the presets were chosen one after the other; an edit is a function. */
function after(...choices) {
  let draft = blank('s1');
  let before = null;
  for (const choice of choices) {
    if (typeof choice === 'object') {
      draft = { ...draft, ...choice };
    } else {
      draft = { ...draft, ...choose(preset(choice), draft, before) };
      before = preset(choice);
    }
  }
  return draft;
}

describe('a preset', () => {
  for (const first of PRESETS) {
    for (const second of PRESETS) {
      it(`sets the same after another one, without edits: ${first.name}, ${second.name}`, () => {
        assert.deepEqual(after(first.name, second.name), after(second.name));
      });
    }
  }

  it('keeps texts that the author has written, before and after another preset', () => {
    const texts = { invitationMessage: 'Mine', confirmationMessage: 'Done', mailSubject: 'Hi', reminderMessage: 'Still?', joinButtonText: 'Go' };
    for (const draft of [after(texts, 'enrichment'), after('pathway', texts, 'enrichment'), after('enrichment', texts, 'sequential')]) {
      for (const [key, text] of Object.entries(texts)) {
        assert.equal(draft[key], text, key);
      }
    }
  });

  it('keeps an audience that the author has entered, but not that of another preset', () => {
    const mine = [{ name: 'office', values: 'Berlin' }];
    assert.deepEqual(after({ audience: mine }, 'role').audience, mine);
    assert.deepEqual(after('role', { audience: [{ name: 'role', values: 'engineer' }] }, 'sequential').audience, []);
  });

  it('leaves no condition of what was chosen before', () => {
    const conditions = {
      cooldown: { amount: 1, unit: 'months' }, reEnrollment: 'yes', reachedBy: 'event', enrollee: 'manager', expiryDays: '9',
      delay: { amount: 3, unit: 'days', at: null, workingDaysOnly: false }, enrollmentMethod: 'manual',
    };
    assert.deepEqual(after(conditions, 'sequential'), after('sequential'));
  });
});
