// Presets for the five use cases of the step.
import { type Draft, blank } from './draft';
import type { Delay, Unit } from './types';

/** What an invitation of a preset leaves to the author: what people gain from the track. */
export const GAP = 'You will learn to …';

export const days = (amount: number, unit: Unit = 'days'): Delay => ({ amount, unit, at: '09:00', workingDaysOnly: true });

export interface Preset {
  name: string;
  title: string;
  text: string;
  required: boolean;
  draft: Partial<Draft>;
}

/** Presets for the five use cases. */
export const PRESETS: Preset[] = [
  {
    name: 'sequential',
    title: 'Sequential onboarding',
    text: 'Day 1 → Week 1 → Month 1, one after the other.',
    required: true,
    draft: {
      enrollmentMethod: 'automatic',
      delay: days(1, 'weeks'),
      reEnrollment: 'no',
      confirmationMessage: '{{user}}, you have completed {{current_track}}. {{track}} begins. 🎉',
    },
  },
  {
    name: 'pathway',
    title: 'Learning pathway',
    text: 'Fundamentals → Intermediate → Advanced, each after the one before is completed.',
    required: false,
    draft: {
      enrollmentMethod: 'manual',
      reachedBy: 'track_completion',
      delay: null,
      reEnrollment: 'when_not_completed',
      joinButtonText: 'Level up!',
      invitationMessage: `{{user}}, you know the basics from {{current_track}}. {{track}} is the next level. ${GAP}`,
      confirmationMessage: 'Welcome to {{track}}, {{user}}! 🎉',
    },
  },
  {
    name: 'role',
    title: 'Role-based training',
    text: 'From general onboarding to training for a role.',
    required: true,
    draft: {
      enrollmentMethod: 'automatic',
      delay: days(2),
      reEnrollment: 'no',
      audience: [{ name: 'role', values: '' }],
      confirmationMessage: '{{user}}, {{track}} has what your role needs. 🎉',
    },
  },
  {
    name: 'enrichment',
    title: 'Optional enrichment',
    text: 'Invite people to optional content.',
    required: false,
    draft: {
      enrollmentMethod: 'manual',
      delay: days(1, 'weeks'),
      reEnrollment: 'when_not_completed',
      joinButtonText: 'Get started',
      invitationMessage: `{{user}}, {{manager}} thinks that {{track}} is for you. ${GAP}`,
      confirmationMessage: 'Good choice, {{user}}! {{track}} begins. 🎉',
    },
  },
  {
    name: 'manager',
    title: 'Manager workflow',
    text: 'Enroll managers when their reports start.',
    required: true,
    draft: {
      enrollmentMethod: 'automatic',
      enrollee: 'manager',
      delay: null,
      reEnrollment: 'no',
      confirmationMessage: '{{user}} has started {{current_track}}. {{track}} shows how you can help. 🎉',
    },
  },
];

/** Texts that the author may have written themselves. */
const TEXTS = ['invitationMessage', 'joinButtonText', 'reminderMessage', 'confirmationMessage', 'mailSubject'] as const;

/** Everything that decides who is enrolled, how and when. A preset sets all of it, so none of it is left from another preset. */
const CONDITIONS = [
  'enrollmentMethod', 'expiryDays', 'reEnrollment', 'cooldown', 'enrollee', 'reachedBy', 'delay', 'audience',
] as const;

/**
 * The changes that the preset makes to a new step. Texts and an audience that the author has entered stay: those that differ
 * from the preset chosen before, or from an empty form.
 */
export function choose(preset: Preset, draft: Draft, before: Preset | null): Partial<Draft> {
  const empty = blank(draft.id);
  const old = { ...empty, ...before?.draft };
  const target = { ...empty, ...preset.draft };
  const same = (key: keyof Draft): boolean => JSON.stringify(draft[key]) === JSON.stringify(old[key]);
  const keepsAudience = !before?.draft.audience && !same('audience');
  const keys = [...TEXTS.filter(same), ...CONDITIONS.filter((key) => key !== 'audience' || !keepsAudience)];
  return Object.fromEntries(keys.map((key) => [key, target[key]]));
}
