// The fields of a person.
import { useMemo } from 'preact/hooks';
import type { Problem } from './api';
import { Combobox } from './combobox';
import { findPeople } from './find-people';
import { LABELS, type AttributeRow, type PersonDraft, inWords, root } from './person-draft';
import { Field, Section } from './ui';
import { findZones } from './zones';

interface Props {
  draft: PersonDraft;
  change(part: Partial<PersonDraft>): void;
  isNew: boolean;
  problem: Problem | null;
}

export function PersonForm({ draft, change, isNew, problem }: Props) {
  const errors = (field: string): string | undefined =>
    problem?.errors
      .filter((each) => root(each.field) === field)
      .map(inWords)
      .join('; ') || undefined;
  const others = problem?.errors.filter((each) => !LABELS[root(each.field)]) ?? [];
  const text = (field: 'name' | 'email' | 'slackUserId' | 'formerSlackUserId' | 'subject' | 'id', hint?: string, type = 'text') => (
    <Field label={LABELS[field]} error={errors(field)} hint={hint}>
      {(attributes) => (
        <input
          {...attributes}
          type={type}
          autocomplete="off"
          value={draft[field]}
          onInput={(event) => change({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {problem && (problem.errors.length === 0 || others.length > 0) && (
        <div class="notice bad summary" role="alert" tabIndex={-1}>
          <strong>Not saved</strong>
          <p>{others.length > 0 ? others.map((each) => `${each.field} ${each.message}`).join('; ') : problem.detail}</p>
        </div>
      )}
      <Section title="Person">
        {text('name')}
        {isNew && text('id', 'Cannot be changed later. Events and imports refer to the person by it.')}
        <Field label={LABELS.managerId} error={errors('managerId')} hint="If empty, steps that enroll the manager skip this person.">
          {(attributes) => (
            <Combobox
              label={LABELS.managerId}
              attributes={attributes}
              value={draft.manager}
              find={findPeople}
              choose={(manager) => change({ manager })}
              optional
              placeholder="Name, e-mail or id"
              nothing="Nobody matches this text"
            />
          )}
        </Field>
        <TimeZone draft={draft} change={change} error={errors('timeZone')} />
      </Section>
      <Section title="Messages and sign-in">
        {text('email', undefined, 'email')}
        {text('slackUserId', 'Begins with U or W. Messages in Slack go to it.')}
        {text('formerSlackUserId', 'A second id of the same Slack user, such as the one from before a migration to Enterprise Grid.')}
        {text('subject', 'The claim “sub” of their tokens. If empty, they sign in by their verified e-mail address or their id.')}
      </Section>
      <Section title="Attributes">
        <Attributes rows={draft.attributes} change={(attributes) => change({ attributes })} error={errors('attributes')} />
      </Section>
      <Section title="Status">
        <label class="check">
          <input type="checkbox" checked={draft.active} onChange={(event) => change({ active: event.currentTarget.checked })} />
          <span>
            Active <span class="muted">A deactivated person is not enrolled and gets no messages.</span>
          </span>
        </label>
        {errors('active') && <p class="error">{errors('active')}</p>}
      </Section>
    </>
  );
}

function TimeZone({ draft, change, error }: Pick<Props, 'draft' | 'change'> & { error?: string }) {
  const value = useMemo(() => (draft.timeZone ? { id: draft.timeZone, text: draft.timeZone } : null), [draft.timeZone]);
  return (
    <Field label={LABELS.timeZone} error={error} hint="For delays and delivery hours. If empty, that of this deployment.">
      {(attributes) => (
        <Combobox
          label={LABELS.timeZone}
          attributes={attributes}
          value={value}
          find={async (text) => findZones(text)}
          choose={(zone) => change({ timeZone: zone?.id ?? '' })}
          optional
          placeholder="Search, for example Berlin"
          nothing="No time zone has this name"
        />
      )}
    </Field>
  );
}

function Attributes({ rows, change, error }: { rows: AttributeRow[]; change(rows: AttributeRow[]): void; error?: string }) {
  const set = (index: number, part: Partial<AttributeRow>): void =>
    change(rows.map((row, i) => (i === index ? { ...row, ...part } : row)));
  return (
    <fieldset class="group" aria-describedby={error ? 'attributes-error' : undefined}>
      <legend class="visually-hidden">Attributes</legend>
      {rows.length === 0 && <p class="muted">None. Steps can be for people with certain attributes only, such as a role.</p>}
      {rows.map((row, index) => (
        <div class="row" key={index}>
          <input
            aria-label={`Name of attribute ${index + 1}`}
            placeholder="role"
            value={row.name}
            onInput={(event) => set(index, { name: event.currentTarget.value })}
          />
          <span>is</span>
          <input
            class="grow"
            aria-label={`Value of ${row.name || `attribute ${index + 1}`}`}
            placeholder="engineer"
            value={row.value}
            onInput={(event) => set(index, { value: event.currentTarget.value })}
          />
          <button
            type="button"
            class="button small quiet"
            aria-label={`Remove ${row.name || `attribute ${index + 1}`}`}
            onClick={() => change(rows.filter((_, i) => i !== index))}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" class="button small" onClick={() => change([...rows, { name: '', value: '' }])}>
        Add an attribute
      </button>
      {error && (
        <p class="error" id="attributes-error" tabIndex={-1} aria-invalid>
          {error}
        </p>
      )}
    </fieldset>
  );
}
