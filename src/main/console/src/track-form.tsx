// Creating, changing and copying a track.
import { useEffect, useId, useState } from 'preact/hooks';
import { type Problem, allPages, call, get, url } from './api';
import { inWords } from './errors';
import { PersonPicker } from './person-picker';
import { copyTitle, idFor } from './slug';
import type { Participant, Step, Track, TrackStatus } from './types';
import { Dialog, Failure, Field, announce, asProblem } from './ui';
import { plural } from './words';

interface Values {
  title: string;
  /** Null while it is proposed from the title. */
  id: string | null;
  description: string;
  status: TrackStatus;
  managers: string[];
}

interface FormProps {
  heading: string;
  start: Values;
  isNew: boolean;
  note: string;
  verb: string;
  save(id: string, values: Values): Promise<void>;
  close(): void;
}

function TrackForm({ heading, start, isNew, note, verb, save, close }: FormProps) {
  const form = useId();
  const [values, setValues] = useState(start);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const set = (part: Partial<Values>): void => setValues((before) => ({ ...before, ...part }));
  const id = values.id ?? idFor(values.title);
  const error = (...fields: string[]): string | undefined => {
    const found = problem?.errors.find((each) => fields.includes(each.field.split('[')[0]));
    return found && inWords(found);
  };
  const shown = ['title', 'id', 'trackId', 'description', 'managers'];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (saving) {
      return;
    }
    setSaving(true);
    setProblem(null);
    try {
      await save(id, values);
    } catch (failure) {
      setProblem(asProblem(failure));
      setSaving(false);
    }
  };
  return (
    <Dialog title={heading} onClose={close}>
      <form id={form} onSubmit={(event) => void submit(event)}>
        {problem && !problem.errors.some((each) => shown.includes(each.field.split('[')[0])) && <Failure problem={problem} />}
        <Field label="Title" error={error('title')}>
          {(attributes) => (
            <input
              {...attributes}
              value={values.title}
              required
              maxLength={200}
              readOnly={saving}
              onInput={(event) => set({ title: event.currentTarget.value })}
            />
          )}
        </Field>
        {isNew && (
          <Field
            label="Id"
            error={error('trackId', 'id')}
            hint="a–z, 0–9, _ and -. Cannot be changed later. Other programs refer to the track by it."
          >
            {(attributes) => (
              <input
                {...attributes}
                value={id}
                required
                readOnly={saving}
                pattern="[a-z0-9][a-z0-9_\-]*"
                maxLength={64}
                onInput={(event) => set({ id: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
        <Field label="Description" error={error('description')}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={2}
              value={values.description}
              readOnly={saving}
              onInput={(event) => set({ description: event.currentTarget.value })}
            />
          )}
        </Field>
        <Managers ids={values.managers} change={(managers) => set({ managers })} error={error('managers')} />
        {isNew && (
          <Field label="Status" hint="Nobody is enrolled in a draft.">
            {(attributes) => (
              <select
                {...attributes}
                value={values.status}
                onChange={(event) => set({ status: event.currentTarget.value as TrackStatus })}
              >
                <option value="draft">Draft</option>
                <option value="active">Active</option>
              </select>
            )}
          </Field>
        )}
        <p class="muted">{note}</p>
        <div class="dialog-actions">
          <button type="submit" class="button primary" aria-disabled={saving}>
            {verb}
          </button>
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The managers by name; by id if the user may not read them. */
function Managers({ ids, change, error }: { ids: string[]; change(ids: string[]): void; error?: string }) {
  const [names, setNames] = useState<Record<string, string>>({});
  const [adding, setAdding] = useState(0);
  useEffect(() => {
    for (const id of ids.filter((each) => !(each in names))) {
      get<Participant>(url('participants', id)).then(
        ({ name }) => setNames((before) => ({ ...before, [id]: name })),
        () => setNames((before) => ({ ...before, [id]: id })),
      );
    }
  }, [ids.join()]);
  const add = (person: Participant | null): void => {
    if (person && !ids.includes(person.id)) {
      setNames((before) => ({ ...before, [person.id]: person.name }));
      change([...ids, person.id]);
      setAdding(adding + 1);
    }
  };
  return (
    <fieldset class="group">
      <legend>Managers</legend>
      {ids.length > 0 && (
        <ul class="inline" aria-label="Managers">
          {ids.map((id) => (
            <li key={id} class="row">
              <span>{names[id] ?? id}</span>
              <button
                type="button"
                class="button small quiet"
                aria-label={`Remove ${names[id] ?? id}`}
                onClick={() => change(ids.filter((each) => each !== id))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      <PersonPicker key={adding} label="Add a manager" value={null} choose={add} />
      {error && <p class="error">{error}</p>}
    </fieldset>
  );
}

/** @throws Problem that names the field if the id is taken */
async function createTrack(id: string, { title, description, managers, status }: Values): Promise<void> {
  await call('PUT', url('tracks', id), { body: { title, description, managers, status }, ifNoneMatch: true }).catch(
    (failure: Problem) => {
      throw failure.status === 412 ? asProblem(new Error(`Track ${id} already exists. Choose another id.`)) : failure;
    },
  );
}

export function NewTrack({ close }: { close(): void }) {
  return (
    <TrackForm
      heading="New track"
      start={{ title: '', id: null, description: '', status: 'draft', managers: [] }}
      isNew
      note="A new track has no people and no steps."
      verb="Create"
      save={async (id, values) => {
        await createTrack(id, values);
        close();
        location.hash = `#/tracks/${id}`;
      }}
      close={close}
    />
  );
}

export function EditTrack({ track, changed, close }: { track: Track; changed(): void; close(): void }) {
  // The version that the form shows, so that a change of somebody else meanwhile is not overwritten.
  const [opened] = useState(() => call<Track>('GET', url('tracks', track.id)));
  return (
    <TrackForm
      heading={`Edit ${track.title}`}
      start={{ ...track }}
      isNew={false}
      note={`Its id stays ${track.id}. Messages that were already sent keep the old title.`}
      verb="Save"
      save={async (_id, { title, description, managers }) => {
        const { data, etag } = await opened;
        if (data.updatedAt !== track.updatedAt) {
          throw changedMeanwhile(data);
        }
        await call('PUT', url('tracks', track.id), {
          body: { title, description, managers, status: data.status },
          ifMatch: etag,
        }).catch(async (failure: Problem) => {
          throw failure.status === 412 ? changedMeanwhile(await get<Track>(url('tracks', track.id))) : failure;
        });
        announce('Saved.');
        close();
        changed();
      }}
      close={close}
    />
  );
}

function changedMeanwhile({ updatedBy }: Track): Problem {
  return asProblem(new Error(`${updatedBy} has changed this track meanwhile. Copy your texts, close this form and open it again.`));
}

/** A copy begins as a draft, with the steps but without people. */
export function DuplicateTrack({ track, close }: { track: Track; close(): void }) {
  return (
    <TrackForm
      heading={`Duplicate ${track.title}`}
      start={{ ...track, title: copyTitle(track.title), id: null, status: 'draft' }}
      isNew
      note="Its steps are copied, too. People stay in the original."
      verb="Duplicate"
      save={async (id, values) => {
        const steps = await allPages<Step>(`${url('tracks', track.id, 'steps')}?limit=100`);
        await createTrack(id, values);
        const refused = await copySteps(steps, id);
        announce(
          refused.length === 0
            ? `Copied with ${plural(steps.length, 'step')}.`
            : `Copied, but not ${refused.join('; ')}`,
          refused.length === 0 ? 'good' : 'bad',
        );
        close();
        location.hash = `#/tracks/${id}`;
      }}
      close={close}
    />
  );
}

/** Copies the steps to that track. Returns those that the API has refused, with the reason. */
async function copySteps(steps: Step[], trackId: string): Promise<string[]> {
  const refused: string[] = [];
  for (const { id, trackId: _from, updatedAt: _at, updatedBy: _by, ...body } of steps) {
    await call('PUT', url('tracks', trackId, 'steps', id), { body, ifNoneMatch: true }).catch((failure) => {
      const problem = asProblem(failure);
      refused.push(`step ${id}: ${problem.errors.map(inWords).join(' ') || problem.detail}`);
    });
  }
  return refused;
}
