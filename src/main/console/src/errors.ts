// Errors of fields in the words of the forms. The API's messages are for programs: they name JSON fields and formats.
import type { FieldError } from './api';
import { type Draft, NAMES } from './draft';
import { GAP } from './presets';

const ID = 'Use 1 to 64 of the characters a–z, 0–9, _ and -, beginning with a letter or digit.';

const REQUIRED: Record<string, string> = {
  destinationTrackId: 'Choose a track.',
  invitationMessage: 'Write the invitation.',
  title: 'Enter a title.',
  name: 'Enter a name.',
  'delay.amount': 'Enter how long to wait.',
  'cooldown.amount': 'Enter how long the cooldown is.',
};

type Words = (field: string, match: RegExpExecArray) => string;

/** By the beginning of the API's message; the first that matches. */
const MESSAGES: [RegExp, Words][] = [
  [/^is required/, (field) => REQUIRED[field] ?? 'Enter a value.'],
  [/^must not be empty|^must have a visible character/, (field) => REQUIRED[field] ?? 'Enter a value.'],
  [/^must be an id\b/, (field) => (field === 'destinationTrackId' ? REQUIRED[field] : ID)],
  [/^must name an active track; .* is (\w+)/, (_field, [, status]) => `This track is ${status}. Choose an active one.`],
  [/^must name an existing track/, () => 'This track no longer exists. Choose another one.'],
  [/^must name an existing step/, () => 'This step no longer exists. Choose another one.'],
  [/^must name a track with steps/, () => 'No step of this track, and none that leads to it, can run again by you.'],
  [/^must be before (\w+)/, () => 'The beginning must be before the end.'],
  [/^must divide the period into at most (\d+) parts/, (_field, [, most]) => `There are more than ${most}. Choose longer ones, or a shorter period.`],
  [/^must not be in the future/, () => 'Enter a time that has passed.'],
  [/^must be at most (\d+) days ahead/, (_field, [, most]) => `Enter a time within the next ${most} days.`],
  [/^must not contain (\{\{.*?\}\})/s, (_field, [, name]) => `${name} has no meaning here: the people come from no track. Use {{track}}.`],
  [/^must be an error code/, () => 'Enter the code of the error, such as channel_not_found.'],
  [/^must name a track that exists/, () => 'This track no longer exists. Choose another one.'],
  [/^must not be the step's own track/, () => 'A step cannot lead to its own track. Choose another one.'],
  [/^unknown placeholder (\{\{.*?\}\}); known are (.*)/s, (_field, [, name, known]) => `${name} is not a placeholder. These are: ${known}.`],
  [/^must be a number of days from P1D to P(\d+)D/, (_field, [, most]) => `Enter a whole number of days from 1 to ${most}, or nothing.`],
  [/^must be 0 to (\d+) for (\w+)/, (_field, [, most, unit]) => `Enter at most ${grouped(most)} ${unit}.`],
  [/^must be a whole number from 0 to (\d+)/, (_field, [, most]) => `Enter a whole number, at most ${grouped(most)}.`],
  [/^must be a whole number from (\d+) to (\d+)/, (_field, [, least, most]) => `Enter a whole number from ${least} to ${grouped(most)}.`],
  [/^must be given, with its unit/, (field) => REQUIRED[field] ?? 'Enter a value.'],
  [/^must be a time of day/, () => 'Enter a time of day, such as 09:00, or nothing.'],
  [/^must have at most (\d+) characters/, (_field, [, most]) => `Shorten it to ${grouped(most)} characters.`],
  [/^must have at most (\d+) entries/, (_field, [, most]) => `Remove some: at most ${most} are possible.`],
  [/^must have at most (\d+) ids/, (_field, [, most]) => `Remove some: at most ${most} are possible.`],
  [/^must have 1 to (\d+) values/, (field, [, most]) => `Enter the values of ${lastPart(field)}, at most ${most}, or remove it.`],
  [/^must not be given twice/, (field) => `${lastPart(field)} is there twice. Remove one of them.`],
  [/^must be a single line/, () => 'Enter a single line without control characters.'],
  [/^must have no control characters/, () => 'Remove the control characters. They are invisible; try to type the text instead of pasting it.'],
  [/^must be a time zone's IANA name/, () => 'Enter a time zone such as Europe/Berlin.'],
  [/^must be an e-mail address/, () => 'Enter an e-mail address such as ada@example.com.'],
  [/^has no meaning when reEnrollment is no/, () => 'A cooldown needs a re-enrollment. Remove one of them.'],
  [/^must be at most (\d+) enabled steps in all/, (_field, [, most]) => `There are already ${grouped(most)} enabled steps. Disable another one first.`],
  [/^would close a loop: (.*)/s, (_field, [, path]) => `People would go round in a loop: ${path}. Choose another track.`],
];

function grouped(number: string): string {
  return Number(number).toLocaleString('en-GB');
}

function lastPart(field: string): string {
  return field.slice(field.indexOf('.') + 1).replace(/\[\d+\]$/, '');
}

/** The error's message for a person who fills in a form. An unknown message is written as a sentence. */
export function inWords({ field, message }: FieldError): string {
  for (const [pattern, words] of MESSAGES) {
    const match = pattern.exec(message);
    if (match) {
      return words(field, match);
    }
  }
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** An error with the label of its field, for a place away from the field. */
export function named(error: FieldError): string {
  const field = error.field.replace(/^step\./, '').split(/[.[]/)[0];
  return `${NAMES[field] ?? field}: ${inWords({ ...error, field: error.field.replace(/^step\./, '') })}`;
}

/** What the author must enter before the step can be saved. */
export function missingIn(draft: Draft): FieldError[] {
  const missing: FieldError[] = [];
  if (!draft.destinationTrackId) {
    missing.push({ field: 'destinationTrackId', message: 'is required' });
  }
  if (draft.enrollmentMethod === 'manual' && !draft.invitationMessage.trim()) {
    missing.push({ field: 'invitationMessage', message: 'is required' });
  }
  if (draft.enrollmentMethod === 'manual' && draft.invitationMessage.includes(GAP)) {
    missing.push({ field: 'invitationMessage', message: `Complete the sentence “${GAP}”` });
  }
  draft.audience
    .filter((row) => row.name.trim() && !row.values.replaceAll(',', '').trim())
    .forEach((row) => missing.push({ field: `audience.${row.name.trim()}`, message: 'must have 1 to 50 values' }));
  draft.audience
    .filter((row) => !row.name.trim() && row.values.trim())
    .forEach((row) => missing.push({ field: 'audience', message: `Name the attribute that has the values ${row.values.trim()}` }));
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(draft.id)) {
    missing.push({ field: 'id', message: 'must be an id' });
  }
  return missing;
}
