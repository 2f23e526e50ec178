// Whom a job is about: a pasted list, an audience, or the people in another track.
import { useId } from 'preact/hooks';
import { type JobDraft, PEOPLE_MAX, type Who, namesIn } from './job-draft';
import { AudienceFields } from './step-form';
import type { TrackOverview } from './types';
import { Field } from './ui';
import { plural } from './words';

interface Props {
  draft: JobDraft;
  change(part: Partial<JobDraft>): void;
  error(field: string): string | undefined;
  tracks: TrackOverview[];
}

const WAYS: [Who, string][] = [
  ['participants', 'A list'],
  ['audience', 'An audience'],
  ['inTrack', 'People in another track'],
];

export function JobPeople({ draft, change, error, tracks }: Props) {
  const name = useId();
  const here = draft.kind === 'remove' ? WAYS.map(([way, text]): [Who, string] => [way, text.replace('another track', 'a track')]) : WAYS;
  return (
    <section class="form-section">
      <h2>Who</h2>
      <fieldset class="group">
        <legend>People are named by</legend>
        {here.map(([way, text]) => (
          <label class="check" key={way}>
            <input type="radio" name={name} checked={draft.who === way} onChange={() => change({ who: way })} />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      {draft.who === 'participants' && <Pasted draft={draft} change={change} error={error('who.participants')} />}
      {draft.who === 'audience' && <AudienceFields draft={draft} change={change} error={error('who.audience')} />}
      {draft.who === 'inTrack' && <InTrack draft={draft} change={change} error={error} tracks={tracks} />}
    </section>
  );
}

function Pasted({ draft, change, error }: Omit<Props, 'error' | 'tracks'> & { error?: string }) {
  const count = namesIn(draft.pasted).length;
  return (
    <Field
      label="Ids, e-mail addresses or Slack user ids"
      error={error}
      hint="One per line, or separated by commas, semicolons or spaces. Repeats are left out."
      aside={
        <span class={`counter ${count > PEOPLE_MAX ? 'over' : ''}`}>
          {plural(count, 'person', 'people')} / {PEOPLE_MAX.toLocaleString('en-GB')}
        </span>
      }
    >
      {(attributes) => (
        <textarea
          {...attributes}
          rows={6}
          spellcheck={false}
          autocomplete="off"
          value={draft.pasted}
          onInput={(event) => change({ pasted: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function InTrack({ draft, change, error, tracks }: Props) {
  return (
    <>
      <TrackField label="People in" value={draft.inTrack} tracks={tracks} error={error('who.inTrack')} choose={(inTrack) => change({ inTrack })} />
      <Field label="Status of their instance" error={error('who.status')}>
        {(attributes) => (
          <select {...attributes} value={draft.status} onChange={(event) => change({ status: event.currentTarget.value })}>
            <option value="">Any</option>
            {['active', 'completed', 'cancelled'].map((status) => (
              <option key={status}>{status}</option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

export function TrackField(props: {
  label: string;
  value: string;
  tracks: TrackOverview[];
  error?: string;
  /** What an empty value means. */
  none?: string;
  choose(trackId: string): void;
}) {
  return (
    <Field label={props.label} error={props.error}>
      {(attributes) => (
        <select {...attributes} value={props.value} onChange={(event) => props.choose(event.currentTarget.value)}>
          <option value="">{props.none ?? 'Choose a track'}</option>
          {props.tracks.map((track) => (
            <option key={track.id} value={track.id}>
              {track.title}
              {track.status !== 'active' && ` (${track.status})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
