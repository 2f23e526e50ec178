// A step in the form: conversion from and to the API's JSON, and hints.
import { type Preset, days } from './presets';
import type { Span, Step, StepConfiguration, Unit } from './types';

export interface Row {
  name: string;
  values: string;
}

type Edited = 'title' | 'audience' | 'invitationMessage' | 'reminderMessage' | 'mailSubject' | 'invitationExpiry';

export interface Draft extends Omit<StepConfiguration, Edited> {
  id: string;
  title: string;
  invitationMessage: string;
  reminderMessage: string;
  mailSubject: string;
  /** A number as it was typed; empty for the setting of all steps. */
  expiryDays: string;
  audience: Row[];
}

export const MESSAGE_MAX = 3000;
export const BUTTON_MAX = 75;
export const TITLE_MAX = 200;
export const SUBJECT_MAX = 78;
export const CONFIRMATION = "You've been added to the track! 🎉";

export const PLACEHOLDERS: [string, string][] = [
  ['{{user}}', 'Their name'],
  ['{{manager}}', "Their manager's name"],
  ['{{track}}', 'Title of the destination'],
  ['{{current_track}}', 'Title of this track'],
];

export function blank(id: string): Draft {
  return {
    id,
    title: '',
    destinationTrackId: '',
    enrollmentMethod: 'automatic',
    invitationMessage: '',
    joinButtonText: 'Join now!',
    reminderMessage: '',
    confirmationMessage: CONFIRMATION,
    mailSubject: '',
    expiryDays: '',
    reEnrollment: 'no',
    cooldown: null,
    enrollee: 'participant',
    reachedBy: 'track_start',
    delay: null,
    audience: [],
    enabled: true,
  };
}

export function draftOf(step: Step): Draft {
  const { trackId: _trackId, updatedAt: _at, updatedBy: _by, audience, invitationExpiry, ...rest } = step;
  return {
    ...rest,
    title: rest.title ?? '',
    invitationMessage: rest.invitationMessage ?? '',
    reminderMessage: rest.reminderMessage ?? '',
    mailSubject: rest.mailSubject ?? '',
    expiryDays: /\d+/.exec(invitationExpiry ?? '')?.[0] ?? '',
    audience: Object.entries(audience).map(([name, values]) => ({ name, values: values.join(', ') })),
  };
}

function orNull(text: string): string | null {
  return text.trim() ? text : null;
}

/** The API's request body. An automatic step keeps its invitation, in case it becomes manual again. */
export function bodyOf(draft: Draft): StepConfiguration {
  const { id: _id, audience, cooldown, expiryDays, ...rest } = draft;
  const rows = audience
    .map((row) => [row.name.trim(), row.values.split(',').map((value) => value.trim()).filter(Boolean)] as const)
    .filter(([name, values]) => name || values.length > 0);
  return {
    ...rest,
    title: orNull(rest.title),
    invitationMessage: orNull(rest.invitationMessage),
    reminderMessage: orNull(rest.reminderMessage),
    mailSubject: orNull(rest.mailSubject),
    invitationExpiry: expiryDays.trim() ? `P${expiryDays.trim()}D` : null,
    cooldown: draft.reEnrollment === 'no' ? null : cooldown,
    audience: Object.fromEntries(rows),
  };
}

export function same(one: Draft, other: Draft): boolean {
  return one.id === other.id && JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));
}

/** The saved version, with the user's text in the fields that they changed after the request was sent. The id is final. */
export function keepEdits(sent: Draft, now: Draft, saved: Draft): Draft {
  const edits = (Object.keys(now) as (keyof Draft)[]).filter((key) => key !== 'id' && now[key] !== sent[key]);
  return { ...saved, ...Object.fromEntries(edits.map((key) => [key, now[key]])) };
}

/** The labels of the fields. */
export const NAMES: Record<string, string> = {
  title: 'Title',
  destinationTrackId: 'Destination',
  enrollmentMethod: 'Method',
  invitationMessage: 'Invitation',
  joinButtonText: 'Button',
  reminderMessage: 'Reminder',
  confirmationMessage: 'Confirmation',
  mailSubject: 'Mail subject',
  invitationExpiry: 'Invitations stay open',
  reEnrollment: 'Re-enrollment',
  cooldown: 'Cooldown',
  enrollee: 'Who is enrolled',
  reachedBy: 'Reached by',
  delay: 'Delay',
  audience: 'Audience',
  enabled: 'Enabled',
};

/** The fields that differ, with both values. */
export function differences(one: Draft, other: Draft): { field: string; from: string; to: string }[] {
  const before = bodyOf(one) as unknown as Record<string, unknown>;
  const after = bodyOf(other) as unknown as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : value === null ? 'none' : JSON.stringify(value));
  return Object.keys(NAMES)
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ field: NAMES[key], from: text(before[key]), to: text(after[key]) }));
}

export function length(text: string): number {
  // The API counts code points, too.
  return [...text].length;
}

export interface Hint {
  name: string;
  text: string;
  fix?: { label: string; change: Partial<Draft> };
}

const PHASE = /\b(day|week|month|quarter|phase|part|level|stage)\b/i;

/** Hints where the draft departs from good practice. Whether an invitation names benefits is not checked. */
export function hintsFor(draft: Draft, preset: Preset | null, titles: { source: string; destination: string }): Hint[] {
  const hints: Hint[] = [];
  if (!draft.delay && draft.enrollee === 'participant' && draft.reachedBy === 'track_start') {
    hints.push({
      name: 'delay',
      text: 'No delay: let people complete this phase first.',
      fix: { label: 'Wait a week', change: { delay: days(1, 'weeks') } },
    });
  }
  const sequence = preset ? preset.required : PHASE.test(titles.source) && PHASE.test(titles.destination);
  if (sequence && draft.enrollmentMethod === 'manual') {
    hints.push({
      name: 'manual',
      text: 'This looks like a required sequence, and people can decline an invitation.',
      fix: { label: 'Make it automatic', change: { enrollmentMethod: 'automatic' } },
    });
  }
  if (!sequence && preset && draft.enrollmentMethod === 'automatic') {
    hints.push({ name: 'automatic', text: 'Optional content works best by invitation: let people choose.' });
  }
  if (draft.audience.some((row) => row.name.trim() && !row.values.trim())) {
    hints.push({ name: 'audience', text: 'Enter the attribute’s values that this step applies to.' });
  }
  return hints;
}

export const UNITS: Unit[] = ['minutes', 'hours', 'days', 'weeks', 'months'];

export function spanOr(span: Span | null): Span {
  return span ?? { amount: 1, unit: 'months' };
}
