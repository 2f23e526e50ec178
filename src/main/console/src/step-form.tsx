import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Problem } from './api';
import { BUTTON_MAX, type Draft, type Hint, MESSAGE_MAX, PLACEHOLDERS, SUBJECT_MAX, TITLE_MAX, UNITS, length, spanOr } from './draft';
import { inWords, named } from './errors';
import type { Destination, Method, ReEnrollment, Span, Unit } from './types';
import { Field, Section } from './ui';
import type { Titles } from './words';
import { RE_ENROLLMENT, pathText } from './words';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
  isNew: boolean;
  destinations: Destination[];
  titles: Titles;
  problem: Problem | null;
  hints: Hint[];
  /** Beside the messages: sends them to the user. */
  test: ComponentChildren;
}

type Errors = (field: string) => string | undefined;

const KNOWN = [
  'id', 'stepId', 'title', 'destinationTrackId', 'enrollmentMethod', 'invitationMessage', 'reminderMessage', 'joinButtonText',
  'confirmationMessage', 'mailSubject', 'invitationExpiry', 'reEnrollment', 'cooldown', 'enrollee', 'reachedBy', 'delay', 'audience', 'enabled',
];

function root(field: string): string {
  return field.split(/[.[]/)[0];
}

export function StepForm(props: Props) {
  const { draft, change, problem, hints } = props;
  const errors: Errors = (field) => {
    const found = problem?.errors.filter((each) => root(each.field) === field) ?? [];
    return found.length === 0
      ? undefined
      : [...new Set(found.map(inWords))].join(' ');
  };
  const others = problem?.errors.filter((each) => !KNOWN.includes(root(each.field))) ?? [];
  const hint = (name: string): Hint | undefined => hints.find((each) => each.name === name);
  return (
    <>
      {problem && (problem.errors.length === 0 || others.length > 0) && (
        <div class="notice bad summary" role="alert" tabIndex={-1}>
          <strong>Not saved</strong>
          <p>{others.length > 0 ? others.map(named).join(' ') : problem.detail}</p>
        </div>
      )}
      <Section title="Step">
        <Field
          label="Title"
          error={errors('title')}
          hint="What you call the step, such as “Week 1 for engineers”. If empty, it is called by its id. No message contains it."
        >
          {(attributes) => (
            <input
              {...attributes}
              value={draft.title}
              maxLength={TITLE_MAX}
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        {props.isNew && (
          <Field label="Id" error={errors('id') ?? errors('stepId')} hint="Cannot be changed later. Events refer to the step by it.">
            {(attributes) => (
              <input {...attributes} value={draft.id} onInput={(event) => change({ id: event.currentTarget.value })} />
            )}
          </Field>
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={draft.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          <span>
            Enabled <span class="muted">A disabled step enrolls nobody and keeps its settings.</span>
          </span>
        </label>
      </Section>
      <Section title="Destination">
        <DestinationField {...props} error={errors('destinationTrackId')} />
        <MethodCards draft={draft} change={change} />
        <HintNote hint={hint('manual') ?? hint('automatic')} change={change} />
      </Section>
      <Section title="Messages">
        {draft.enrollmentMethod === 'manual' && (
          <>
            <MessageField
              label="Invitation"
              value={draft.invitationMessage}
              max={MESSAGE_MAX}
              error={errors('invitationMessage')}
              hint="Describe the benefits of the track: they make people join."
              change={(invitationMessage) => change({ invitationMessage })}
            />
            <MessageField
              label="Button"
              value={draft.joinButtonText}
              max={BUTTON_MAX}
              single
              error={errors('joinButtonText')}
              change={(joinButtonText) => change({ joinButtonText })}
            />
          </>
        )}
        <MessageField
          label="Confirmation"
          value={draft.confirmationMessage}
          max={MESSAGE_MAX}
          error={errors('confirmationMessage')}
          hint="Sent after the enrollment. If empty, no message is sent."
          change={(confirmationMessage) => change({ confirmationMessage })}
        />
        <MoreOfMessages draft={draft} change={change} errors={errors} />
        {props.test}
      </Section>
      <Section title="When">
        <DelayFields draft={draft} change={change} error={errors('delay')} />
        <HintNote hint={hint('delay')} change={change} />
        <Field label="Reached by" error={errors('reachedBy')}>
          {(attributes) => (
            <select
              {...attributes}
              value={draft.reachedBy}
              onChange={(event) => change({ reachedBy: event.currentTarget.value as Draft['reachedBy'] })}
            >
              <option value="track_start">Starting this track</option>
              <option value="track_completion">Completing this track</option>
              <option value="event">An external event only</option>
            </select>
          )}
        </Field>
      </Section>
      <Section title="Who">
        <Field label="Who is enrolled" error={errors('enrollee')}>
          {(attributes) => (
            <select
              {...attributes}
              value={draft.enrollee}
              onChange={(event) => change({ enrollee: event.currentTarget.value as Draft['enrollee'] })}
            >
              <option value="participant">The person who reaches the step</option>
              <option value="manager">Their manager</option>
            </select>
          )}
        </Field>
        <AudienceFields draft={draft} change={change} error={errors('audience')} />
        <HintNote hint={hint('audience')} change={change} />
        <ReEnrollmentFields draft={draft} change={change} errors={errors} />
      </Section>
    </>
  );
}

function HintNote({ hint, change }: { hint: Hint | undefined; change: Props['change'] }) {
  if (!hint) {
    return null;
  }
  const { fix } = hint;
  return (
    <div class="notice tip" data-hint={hint.name}>
      <p>{hint.text}</p>
      {fix && (
        <button type="button" class="button small" onClick={() => change(fix.change)}>
          {fix.label}
        </button>
      )}
    </div>
  );
}

function unselectable(destination: Destination, titles: Props['titles']): string {
  return destination.path ? `loop: ${pathText(destination.path, titles)}` : 'you do not manage it';
}

function DestinationField({ draft, change, destinations, titles, error }: Props & { error?: string }) {
  const current = draft.destinationTrackId;
  const listed = destinations.some((each) => each.id === current);
  const loops = destinations.filter((each) => each.path !== null);
  return (
    <Field
      label="Enroll people in"
      error={error}
      hint={
        loops.length > 0 && (
          <>
            {loops.map((each) => (
              <span class="loop" key={each.id}>
                {each.title} cannot be chosen: {pathText(each.path, titles)} is a loop.
              </span>
            ))}
          </>
        )
      }
    >
      {(attributes) => (
        <select
          {...attributes}
          value={current}
          onChange={(event) => change({ destinationTrackId: event.currentTarget.value })}
        >
          <option value="" disabled>
            Choose a track
          </option>
          {current && !listed && <option value={current}>{titles(current)} (not active)</option>}
          {destinations.map((each) => (
            <option key={each.id} value={each.id} disabled={!each.selectable && each.id !== current}>
              {each.selectable ? each.title : `${each.title} (${unselectable(each, titles)})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const METHODS: { value: Method; title: string; text: string; best: string }[] = [
  {
    value: 'automatic',
    title: 'Automatic',
    text: 'Enrolls people immediately, without asking them.',
    best: 'Required sequences, compliance, mandatory training',
  },
  {
    value: 'manual',
    title: 'Manual',
    text: 'Sends an invitation; people click to join.',
    best: 'Optional programs, advanced training, specializations',
  },
];

function MethodCards({ draft, change }: Pick<Props, 'draft' | 'change'>) {
  const name = useId();
  return (
    <fieldset class="methods">
      <legend>Method</legend>
      {METHODS.map((method) => (
        <label key={method.value} class="method">
          <input
            type="radio"
            name={name}
            checked={draft.enrollmentMethod === method.value}
            onChange={() => change({ enrollmentMethod: method.value })}
          />
          <span>
            <strong>{method.title}</strong>
            <span>{method.text}</span>
            <span class="muted">Best for: {method.best}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Fields with good defaults. They are closed until one of them is used. */
function MoreOfMessages({ draft, change, errors }: Pick<Props, 'draft' | 'change'> & { errors: Errors }) {
  const manual = draft.enrollmentMethod === 'manual';
  const used = draft.mailSubject !== '' || (manual && (draft.reminderMessage !== '' || draft.expiryDays !== ''));
  const invalid = ['reminderMessage', 'mailSubject', 'invitationExpiry'].some((field) => errors(field));
  const [open, setOpen] = useState(used);
  return (
    <details class="more" open={open || invalid} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{manual ? 'Reminder, mail subject and expiry' : 'Mail subject'}</summary>
      {manual && (
        <MessageField
          label="Reminder"
          value={draft.reminderMessage}
          max={MESSAGE_MAX}
          error={errors('reminderMessage')}
          hint="Sent once while the invitation is open. If empty, the invitation is repeated after “Reminder: ”."
          change={(reminderMessage) => change({ reminderMessage })}
        />
      )}
      <MessageField
        label="Mail subject"
        value={draft.mailSubject}
        max={SUBJECT_MAX}
        single
        error={errors('mailSubject')}
        hint="If messages are sent as e-mails. If empty, the subject is the first line of the text."
        change={(mailSubject) => change({ mailSubject })}
      />
      {manual && (
        <Field
          label="Invitations stay open, in days"
          error={errors('invitationExpiry')}
          hint="Applies to new invitations. If empty, they stay open as long as those of other steps."
        >
          {(attributes) => (
            <input
              {...attributes}
              class="amount"
              inputMode="numeric"
              value={draft.expiryDays}
              onInput={(event) => change({ expiryDays: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </details>
  );
}

export function MessageField(props: {
  label: string;
  value: string;
  max: number;
  /** Those that can be inserted, each with its meaning; by default those of a step. */
  placeholders?: [string, string][];
  single?: boolean;
  error?: string;
  hint?: string;
  change: (text: string) => void;
}) {
  const input = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const used = length(props.value);
  const insert = (token: string): void => {
    const element = input.current;
    if (!element) {
      return;
    }
    element.focus();
    const start = element.selectionStart ?? props.value.length;
    // Change the element first, so that further typing continues after the token.
    element.setRangeText(token, start, element.selectionEnd ?? start, 'end');
    props.change(element.value);
  };
  const tooLong = used > props.max ? `has ${used - props.max} characters too many` : undefined;
  return (
    <div class="message-field">
      <Field
        label={props.label}
        error={props.error ?? tooLong}
        hint={props.hint}
        aside={
          <span class={`counter ${tooLong ? 'over' : ''}`}>
            {used.toLocaleString('en-GB')} / {props.max.toLocaleString('en-GB')}
          </span>
        }
      >
        {(attributes) =>
          props.single ? (
            <input
              {...attributes}
              ref={input}
              value={props.value}
              onInput={(event) => props.change(event.currentTarget.value)}
            />
          ) : (
            <textarea
              {...attributes}
              ref={input}
              rows={3}
              value={props.value}
              onInput={(event) => props.change(event.currentTarget.value)}
            />
          )
        }
      </Field>
      <div class="chips" role="group" aria-label={`Insert in ${props.label.toLowerCase()}`}>
        {(props.placeholders ?? PLACEHOLDERS).map(([token, meaning]) => (
          <button key={token} type="button" class="chip" title={meaning} onClick={() => insert(token)}>
            {token}
          </button>
        ))}
      </div>
    </div>
  );
}

function SpanInputs({ label, span, change }: { label: string; span: Span; change: (span: Span) => void }) {
  return (
    <>
      <input
        type="number"
        min={1}
        class="amount"
        aria-label={`${label}, amount`}
        value={span.amount}
        onInput={(event) => change({ ...span, amount: Math.trunc(event.currentTarget.valueAsNumber) || 0 })}
      />
      <select
        aria-label={`${label}, unit`}
        value={span.unit}
        onChange={(event) => change({ ...span, unit: event.currentTarget.value as Unit })}
      >
        {UNITS.map((unit) => (
          <option key={unit}>{unit}</option>
        ))}
      </select>
    </>
  );
}

function DelayFields({ draft, change, error }: Pick<Props, 'draft' | 'change'> & { error?: string }) {
  const { delay } = draft;
  const id = useId();
  return (
    <fieldset class={`group ${error ? 'invalid' : ''}`} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>Delay</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={delay !== null}
          onChange={(event) =>
            change({
              delay: event.currentTarget.checked ? { amount: 1, unit: 'weeks', at: '09:00', workingDaysOnly: true } : null,
            })
          }
        />
        <span>Wait before it happens</span>
      </label>
      {delay && (
        <>
          <div class="row">
            <SpanInputs label="Delay" span={delay} change={(span) => change({ delay: { ...delay, ...span } })} />
            <span>at</span>
            <input
              type="time"
              aria-label="Time of day"
              value={delay.at ?? ''}
              onInput={(event) => change({ delay: { ...delay, at: event.currentTarget.value || null } })}
            />
          </div>
          <label class="check">
            <input
              type="checkbox"
              checked={delay.workingDaysOnly}
              onChange={(event) => change({ delay: { ...delay, workingDaysOnly: event.currentTarget.checked } })}
            />
            <span>
              Working days only <span class="muted">in the person’s own time zone</span>
            </span>
          </label>
        </>
      )}
      {error && (
        <p class="error" id={`${id}-error`} tabIndex={-1} aria-invalid>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface AudienceProps {
  draft: Pick<Draft, 'audience'>;
  change(part: Pick<Draft, 'audience'>): void;
  error?: string;
}

export function AudienceFields({ draft, change, error }: AudienceProps) {
  const set = (index: number, part: Partial<Draft['audience'][0]>): void =>
    change({ audience: draft.audience.map((row, i) => (i === index ? { ...row, ...part } : row)) });
  const id = useId();
  return (
    <fieldset class={`group ${error ? 'invalid' : ''}`} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>Audience</legend>
      {draft.audience.length === 0 && <p class="muted">Everyone.</p>}
      {draft.audience.map((row, index) => (
        <div class="row" key={index}>
          <input
            aria-label="Attribute"
            placeholder="role"
            value={row.name}
            onInput={(event) => set(index, { name: event.currentTarget.value })}
          />
          <span>is</span>
          <input
            class="grow"
            aria-label={`Values of ${row.name || 'the attribute'}, separated by commas`}
            placeholder="engineer, designer"
            value={row.values}
            onInput={(event) => set(index, { values: event.currentTarget.value })}
          />
          <button
            type="button"
            class="button small quiet"
            aria-label={`Remove ${row.name || 'the attribute'}`}
            onClick={() => change({ audience: draft.audience.filter((_, i) => i !== index) })}
          >
            Remove
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button small"
        onClick={() => change({ audience: [...draft.audience, { name: '', values: '' }] })}
      >
        {draft.audience.length === 0 ? 'Only people with an attribute' : 'Add another attribute'}
      </button>
      {error && (
        <p class="error" id={`${id}-error`} tabIndex={-1} aria-invalid>
          {error}
        </p>
      )}
    </fieldset>
  );
}

export function ReEnrollmentField({
  value,
  change,
  error,
}: {
  value: ReEnrollment;
  change: (value: ReEnrollment) => void;
  error: string | undefined;
}) {
  return (
    <Field label="Re-enrollment" error={error} hint={RE_ENROLLMENT[value].text}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={(event) => change(event.currentTarget.value as ReEnrollment)}
        >
          {Object.entries(RE_ENROLLMENT).map(([policy, { title }]) => (
            <option key={policy} value={policy}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function ReEnrollmentFields({ draft, change, errors }: Pick<Props, 'draft' | 'change'> & { errors: Errors }) {
  return (
    <>
      <ReEnrollmentField value={draft.reEnrollment} change={(reEnrollment) => change({ reEnrollment })} error={errors('reEnrollment')} />
      {draft.reEnrollment !== 'no' && (
        <fieldset class="group">
          <legend>Cooldown</legend>
          <label class="check">
            <input
              type="checkbox"
              checked={draft.cooldown !== null}
              onChange={(event) => change({ cooldown: event.currentTarget.checked ? spanOr(null) : null })}
            />
            <span>Require a minimum time between starts</span>
          </label>
          {draft.cooldown && (
            <div class="row">
              <SpanInputs label="Cooldown" span={draft.cooldown} change={(cooldown) => change({ cooldown })} />
              <span class="muted">after the latest start</span>
            </div>
          )}
          {errors('cooldown') && (
            <p class="error" tabIndex={-1} aria-invalid>
              {errors('cooldown')}
            </p>
          )}
        </fieldset>
      )}
    </>
  );
}
