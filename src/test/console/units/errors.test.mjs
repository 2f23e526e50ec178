import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { load } from './module.mjs';

const { inWords, missingIn, named } = await load('errors.ts');
const { PRESETS, choose } = await load('presets.ts');
const { blank } = await load('draft.ts');

// Messages of the API, with the fields that have them.
const CASES = [
  ['destinationTrackId', 'is required', 'Choose a track.'],
  ['destinationTrackId', 'must be an id: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit, was ""', 'Choose a track.'],
  ['destinationTrackId', 'must name an active track; week-1 is paused', 'This track is paused. Choose an active one.'],
  ['stepId', 'must be an id: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit, was "S 1"', 'Use 1 to 64 of the characters a–z, 0–9, _ and -, beginning with a letter or digit.'],
  ['invitationMessage', 'is required when enrollmentMethod is manual', 'Write the invitation.'],
  ['invitationMessage', 'unknown placeholder {{usr}}; known are {{user}}, {{manager}}', '{{usr}} is not a placeholder. These are: {{user}}, {{manager}}.'],
  ['confirmationMessage', 'must have at most 3000 characters', 'Shorten it to 3,000 characters.'],
  ['invitationExpiry', 'must be a number of days from P1D to P9999D, such as P30D, was "PxD"', 'Enter a whole number of days from 1 to 9999, or nothing.'],
  ['delay.amount', 'must be 0 to 520 for weeks, was 9999', 'Enter at most 520 weeks.'],
  ['delay.amount', 'must be a whole number from 0 to 5256000, was 1.5', 'Enter a whole number, at most 5,256,000.'],
  ['delay.at', 'must be a time of day such as 09:00', 'Enter a time of day, such as 09:00, or nothing.'],
  ['audience.role', 'must have 1 to 50 values', 'Enter the values of role, at most 50, or remove it.'],
  ['title', 'is required', 'Enter a title.'],
  ['title', 'must have a visible character', 'Enter a title.'],
  ['destinationTrackId', 'would close a loop: A → B → A', 'People would go round in a loop: A → B → A. Choose another track.'],
  ['status', 'must be something that this console does not know', 'Must be something that this console does not know.'],
];

describe('the error of a field', () => {
  for (const [field, message, words] of CASES) {
    it(`is in the words of the form: ${field} ${message.slice(0, 40)}`, () => assert.equal(inWords({ field, message }), words));
  }
});

it('names the field as its label does, away from the field', () => {
  assert.equal(named({ field: 'step.invitationMessage', message: 'must have at most 3000 characters' }), 'Invitation: Shorten it to 3,000 characters.');
  assert.equal(named({ field: 'step.audience.role', message: 'must have 1 to 50 values' }), 'Audience: Enter the values of role, at most 50, or remove it.');
});

describe('before a step is saved', () => {
  const fields = (draft) => missingIn(draft).map((each) => each.field);
  const complete = { ...blank('s1'), destinationTrackId: 'week-1' };

  it('asks for a track, an id and the text of an invitation', () => {
    assert.deepEqual(fields(complete), []);
    assert.deepEqual(fields({ ...complete, destinationTrackId: '' }), ['destinationTrackId']);
    assert.deepEqual(fields({ ...complete, enrollmentMethod: 'manual' }), ['invitationMessage']);
    assert.deepEqual(fields({ ...complete, id: 'Week 1' }), ['id']);
  });

  for (const preset of PRESETS) {
    it(`asks for what the preset leaves to the author: ${preset.name}`, () => {
      const draft = { ...complete, ...choose(preset, complete, null) };
      const open = draft.enrollmentMethod === 'manual' ? ['invitationMessage'] : draft.audience.map(({ name }) => `audience.${name}`);
      assert.deepEqual(fields(draft), open);
    });
  }

  it('accepts an ellipsis of the author, and an invitation that is not sent', () => {
    const preset = PRESETS.find(({ name }) => name === 'enrichment');
    const draft = { ...complete, ...choose(preset, complete, null) };
    assert.deepEqual(fields({ ...draft, invitationMessage: 'You will learn to mentor … and more.' }), []);
    assert.deepEqual(fields({ ...draft, enrollmentMethod: 'automatic' }), []);
  });
});
