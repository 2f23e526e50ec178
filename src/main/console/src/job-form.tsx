// The fields of a new job, by its kind.
import type { Problem } from './api';
import { MESSAGE_MAX } from './draft';
import { type JobDraft, NAMES_PEOPLE, namesIn } from './job-draft';
import { JobPeople, TrackField } from './job-people';
import { SKIP_REASONS, fieldOf, jobError, rowReason } from './job-words';
import { MessageField, ReEnrollmentField } from './step-form';
import type { Step, TrackOverview } from './types';
import { Field } from './ui';
import type { Titles } from './words';
import { errorText, stepName, stepText } from './words';

interface Props {
  draft: JobDraft;
  change(part: Partial<JobDraft>): void;
  problem: Problem | null;
  tracks: TrackOverview[];
  /** Of the chosen track. */
  steps: Step[];
  titles: Titles;
  /** Whether a resend can be about all tracks. */
  admin: boolean;
}

type Fields = Props & { error(field: string): string | undefined };

const KNOWN = [
  'trackId', 'stepId', 'who.participants', 'who.audience', 'who.inTrack', 'who.status', 'reEnrollment', 'message',
  'reason', 'error', 'startAt', 'since', 'until', 'from', 'to',
];

const PLACEHOLDERS: [string, string][] = [
  ['{{user}}', 'Their name'],
  ['{{manager}}', "Their manager's name"],
  ['{{track}}', 'Title of the track'],
];

export function JobForm(props: Props) {
  const { draft, problem } = props;
  const names = namesIn(draft.pasted);
  const error = (field: string): string | undefined => {
    const found = problem?.errors.filter((each) => fieldOf(each.field) === field) ?? [];
    const texts = [...new Set(found.map((each) => jobError(each, names)))];
    const more = texts.length > 5 ? ` And ${texts.length - 5} more.` : '';
    return found.length === 0 ? undefined : texts.slice(0, 5).join(' ') + more;
  };
  const others = problem?.errors.filter((each) => !KNOWN.includes(fieldOf(each.field))) ?? [];
  const fields: Fields = { ...props, error };
  return (
    <>
      {problem && (problem.errors.length === 0 || others.length > 0) && (
        <div class="notice bad summary" role="alert" tabIndex={-1}>
          <strong>Not started</strong>
          <p>{others.length > 0 ? others.map((each) => `${each.field} ${each.message}.`).join(' ') : problem.detail}</p>
        </div>
      )}
      <What {...fields} />
      {NAMES_PEOPLE.includes(draft.kind) && <JobPeople {...fields} />}
      {draft.kind === 'enroll' && <Enroll {...fields} />}
      <When {...fields} />
    </>
  );
}

const NEEDS_STEP = ['apply', 'undo', 'rerun'];

function What(props: Fields) {
  const { draft, change, error, tracks, admin } = props;
  const none = draft.kind === 'resend' && admin ? 'All tracks' : undefined;
  return (
    <section class="form-section">
      <h2>What</h2>
      <TrackField
        label="Track"
        value={draft.trackId}
        tracks={tracks}
        none={none}
        error={error('trackId')}
        choose={(trackId) => change({ trackId, stepId: '' })}
      />
      {NEEDS_STEP.includes(draft.kind) && <StepField {...props} />}
      {draft.kind === 'rerun' && <ReasonField {...props} />}
      {draft.kind === 'resend' && (
        <Field label="Error" error={error('error')} hint={draft.error ? errorText(draft.error) : 'As the list of undeliverable messages shows it.'}>
          {(attributes) => (
            <input {...attributes} value={draft.error} onInput={(event) => change({ error: event.currentTarget.value })} />
          )}
        </Field>
      )}
    </section>
  );
}

function StepField({ draft, change, error, steps, titles }: Fields) {
  return (
    <Field label="Step" error={error('stepId')}>
      {(attributes) => (
        <select {...attributes} value={draft.stepId} onChange={(event) => change({ stepId: event.currentTarget.value })}>
          <option value="">{draft.kind === 'rerun' ? 'All steps of the track and to it' : 'Choose a step'}</option>
          {steps.map((step) => (
            <option key={step.id} value={step.id}>
              {stepName(step)}: {stepText(step, titles)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function ReasonField({ draft, change, error, titles }: Fields) {
  return (
    <Field label="Skipped because" error={error('reason')}>
      {(attributes) => (
        <select {...attributes} value={draft.reason} onChange={(event) => change({ reason: event.currentTarget.value })}>
          <option value="">Choose a reason</option>
          {SKIP_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {rowReason('rerun', reason, {}, titles)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Enroll({ draft, change, error }: Fields) {
  return (
    <section class="form-section">
      <h2>How</h2>
      <ReEnrollmentField value={draft.reEnrollment} change={(reEnrollment) => change({ reEnrollment })} error={error('reEnrollment')} />
      <MessageField
        label="Message"
        value={draft.message}
        max={MESSAGE_MAX}
        placeholders={PLACEHOLDERS}
        error={error('message')}
        hint="Sent to each person who is enrolled. If empty, no message is sent."
        change={(message) => change({ message })}
      />
    </section>
  );
}

const PERIODS: Partial<Record<JobDraft['kind'], [string, 'since' | 'from', 'until' | 'to' | null]>> = {
  rerun: ['Skipped since', 'since', 'until'],
  undo: ['Undo what happened since', 'from', 'to'],
  resend: ['Refused since', 'since', null],
};

function When(props: Fields) {
  const { draft, change, error } = props;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const period = PERIODS[draft.kind];
  return (
    <section class="form-section">
      <h2>When</h2>
      {period && (
        <>
          <TimeField label={period[0]} value={draft[period[1]]} hint={zone} error={error(period[1])} set={(at) => change({ [period[1]]: at })} />
          {period[2] && (
            <TimeField label="Until" value={draft.to} hint={`${zone}. If empty, until ${draft.kind === 'undo' ? 'the step’s newest run' : 'now'}.`} error={error(period[2])} set={(to) => change({ to })} />
          )}
        </>
      )}
      <TimeField
        label="Start"
        value={draft.startAt}
        hint={`${zone}. If empty, it starts at once. A trial always does.`}
        error={error('startAt')}
        set={(startAt) => change({ startAt })}
      />
    </section>
  );
}

function TimeField(props: { label: string; value: string; hint: string; error?: string; set(value: string): void }) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error}>
      {(attributes) => (
        <input {...attributes} type="datetime-local" value={props.value} onInput={(event) => props.set(event.currentTarget.value)} />
      )}
    </Field>
  );
}
