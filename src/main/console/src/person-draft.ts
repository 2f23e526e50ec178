// A person in the form: conversion from and to the API's JSON, and the form's words for its errors.
import type { FieldError } from './api';
import type { Choice } from './combobox';
import type { Participant } from './types';

export interface AttributeRow {
  name: string;
  value: string;
}

export interface PersonDraft {
  id: string;
  name: string;
  email: string;
  slackUserId: string;
  formerSlackUserId: string;
  subject: string;
  manager: Choice | null;
  /** Empty for the deployment's time zone. */
  timeZone: string;
  attributes: AttributeRow[];
  active: boolean;
}

export const LABELS: Record<string, string> = {
  id: 'Id',
  name: 'Name',
  email: 'E-mail',
  slackUserId: 'Slack user id',
  formerSlackUserId: 'Former Slack user id',
  subject: 'Subject',
  managerId: 'Manager',
  timeZone: 'Time zone',
  attributes: 'Attributes',
  active: 'Active',
};

export function blankPerson(): PersonDraft {
  return {
    id: '',
    name: '',
    email: '',
    slackUserId: '',
    formerSlackUserId: '',
    subject: '',
    manager: null,
    timeZone: '',
    attributes: [],
    active: true,
  };
}

/** @param manager the person's manager, with their name if it is known */
export function personDraftOf(person: Participant, manager: Choice | null): PersonDraft {
  return {
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    slackUserId: person.slackUserId ?? '',
    formerSlackUserId: person.formerSlackUserId ?? '',
    subject: person.subject ?? '',
    manager,
    timeZone: person.timeZone,
    attributes: Object.entries(person.attributes).map(([name, value]) => ({ name, value })),
    active: person.active,
  };
}

type Body = Partial<Omit<Participant, 'id' | 'updatedAt' | 'updatedBy'>>;

/** The API's request body. An empty field is left out, which removes its value. */
export function personBodyOf(draft: PersonDraft): Body {
  const rows = draft.attributes.filter((row) => row.name.trim() || row.value.trim());
  return {
    name: draft.name,
    ...(draft.email.trim() && { email: draft.email }),
    ...(draft.slackUserId.trim() && { slackUserId: draft.slackUserId }),
    ...(draft.formerSlackUserId.trim() && { formerSlackUserId: draft.formerSlackUserId }),
    ...(draft.subject && { subject: draft.subject }),
    ...(draft.manager && { managerId: draft.manager.id }),
    ...(draft.timeZone && { timeZone: draft.timeZone }),
    attributes: Object.fromEntries(rows.map((row) => [row.name.trim(), row.value])),
    active: draft.active,
  };
}

export function samePerson(one: PersonDraft, other: PersonDraft): boolean {
  return one.id === other.id && JSON.stringify(personBodyOf(one)) === JSON.stringify(personBodyOf(other));
}

export interface Difference {
  field: string;
  from: string;
  to: string;
}

/** The fields that differ, with both values. */
export function personDifferences(one: PersonDraft, other: PersonDraft): Difference[] {
  const before = personBodyOf(one) as Record<string, unknown>;
  const after = personBodyOf(other) as Record<string, unknown>;
  const text = (value: unknown): string =>
    value === undefined
      ? 'none'
      : typeof value === 'object' && value !== null
        ? Object.entries(value).map(([name, each]) => `${name}: ${each}`).join(', ') || 'none'
        : value === true
          ? 'yes'
          : value === false
            ? 'no'
            : String(value);
  return Object.keys(LABELS)
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ field: LABELS[key], from: text(before[key]), to: text(after[key]) }));
}

/** An id for a new person: `Ada Lovelace` becomes `ada-lovelace`. */
export function idFrom(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
}

export function root(field: string): string {
  return field.split(/[.[]/)[0];
}

/** An error of the API in the words of the form. */
export function inWords({ field, message }: FieldError): string {
  const owner = /^belongs to participant (\S+)$/.exec(message)?.[1];
  const name = root(field);
  if (owner) {
    return `already belongs to another person, whose id is ${owner}`;
  }
  if (name === 'id' && message.startsWith('must be an id')) {
    return 'must consist of a–z, 0–9, - and _, begin with a letter or digit, and have at most 64 characters';
  }
  if (name === 'formerSlackUserId') {
    return message.replace('slackUserId', 'the Slack user id');
  }
  return field === name ? message : `${field.slice(name.length).replace(/^\./, '')} ${message}`;
}

/** The same, for a list of errors: with the name of the field. */
export function inWordsWithField(error: FieldError): string {
  const name = root(error.field);
  return name === 'row' || name === 'body' ? error.message : `${LABELS[name] ?? error.field}: ${inWords(error)}`;
}
