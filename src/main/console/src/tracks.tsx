import { useId, useState } from 'preact/hooks';
import { type Problem, call, url } from './api';
import { counted } from './counts';
import { inWords } from './errors';
import { inOrder, titlesOf, useActivity, useOverview } from './overview';
import { StatusButton } from './pause';
import { useIs } from './session';
import { idFor } from './slug';
import type { Activity, Step, Track } from './types';
import { Badge, Dialog, Empty, Failure, Field, Heading, Show, asProblem } from './ui';
import type { Titles } from './words';
import { stepFacts } from './words';

export function TracksPage() {
  const overview = useOverview();
  const activity = useActivity(overview.data?.tracks);
  const admin = useIs('admin');
  const [creating, setCreating] = useState(false);
  return (
    <>
      <Heading title="Tracks">
        {admin && (
          <button type="button" class="button primary" onClick={() => setCreating(true)}>
            New track
          </button>
        )}
      </Heading>
      <Show of={overview}>
        {({ tracks, steps }) =>
          tracks.length === 0 ? (
            <Empty title="No tracks yet">
              <p>{admin ? 'Create the first one, then add a step to another track.' : 'No track lists you as a manager.'}</p>
            </Empty>
          ) : (
            <ul class="cards">
              {inOrder({ tracks, steps }).map((track) => (
                <TrackCard
                  key={track.id}
                  track={track}
                  incoming={steps.filter((step) => step.destinationTrackId === track.id)}
                  outgoing={steps.filter((step) => step.trackId === track.id)}
                  titles={titlesOf(tracks)}
                  activity={activity.get(track.id)}
                  changed={overview.reload}
                />
              ))}
            </ul>
          )
        }
      </Show>
      {creating && <NewTrack close={() => setCreating(false)} />}
    </>
  );
}

interface CardProps {
  track: Track;
  incoming: Step[];
  outgoing: Step[];
  titles: Titles;
  activity: Activity | undefined;
  changed(): void;
}

function TrackCard({ track, incoming, outgoing, titles, activity, changed }: CardProps) {
  return (
    <li class="card track" data-track={track.id}>
      <div class="card-top">
        <h2>
          <a href={`#/tracks/${track.id}`}>{track.title}</a>
        </h2>
        <Badge name={track.status} />
      </div>
      {track.description && <p class="description">{track.description}</p>}
      <dl class="facts">
        <div>
          <dt>Started</dt>
          <dd class="number">{activity ? counted(activity.instances, activity.complete) : '…'}</dd>
        </div>
        <div>
          <dt>Comes from</dt>
          <dd>
            <StepList steps={incoming} text={(step) => titles(step.trackId)} none="started directly" />
          </dd>
        </div>
        <div>
          <dt>Leads to</dt>
          <dd>
            <StepList steps={outgoing} text={(step) => titles(step.destinationTrackId)} none="nothing yet" />
          </dd>
        </div>
      </dl>
      <div class="card-actions">
        <StatusButton track={track} titles={titles} changed={changed} />
        <a class="button small quiet" href={`#/tracks/${track.id}/steps/new`} aria-label={`Add step to ${track.title}`}>
          Add step
        </a>
      </div>
    </li>
  );
}

function StepList({ steps, text, none }: { steps: Step[]; text: (step: Step) => string; none: string }) {
  if (steps.length === 0) {
    return <span class="muted">{none}</span>;
  }
  return (
    <ul class="inline">
      {steps.map((step) => (
        <li key={`${step.trackId}/${step.id}`}>
          <a
            href={`#/tracks/${step.trackId}/steps/${step.id}`}
            title={`Step ${step.id}: ${[step.enrollmentMethod, ...stepFacts(step)].join(', ')}`}
            class={step.enabled ? '' : 'off'}
          >
            {text(step)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function NewTrack({ close }: { close: () => void }) {
  const form = useId();
  const [title, setTitle] = useState('');
  const [id, setId] = useState<string | null>(null);
  const [description, setDescription] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const error = (field: string): string | undefined => {
    const found = problem?.errors.find((each) => each.field === field);
    return found && inWords(found);
  };
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (saving) {
      return;
    }
    setSaving(true);
    try {
      const trackId = id ?? idFor(title);
      // PUT would replace an existing track, and If-Match cannot require that none exists.
      const taken = await call('GET', url('tracks', trackId)).then(
        () => true,
        (failure: Problem) => {
          if (failure.status === 404) {
            return false;
          }
          throw failure;
        },
      );
      if (taken) {
        setProblem(asProblem(new Error(`Track ${trackId} already exists.`)));
        return;
      }
      await call('PUT', url('tracks', trackId), { body: { title, description, status: 'active' } });
      close();
      location.hash = `#/tracks/${trackId}`;
    } catch (failure) {
      setProblem(asProblem(failure));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Dialog title="New track" onClose={close}>
      <form id={form} onSubmit={(event) => void create(event)}>
        {problem && problem.errors.length === 0 && <Failure problem={problem} />}
        <Field label="Title" error={error('title')}>
          {(attributes) => (
            <input
              {...attributes}
              value={title}
              required
              readOnly={saving}
              onInput={(event) => setTitle(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Id" error={error('trackId') ?? error('id')} hint="Cannot be changed later. Other programs refer to the track by it.">
          {(attributes) => (
            <input
              {...attributes}
              value={id ?? idFor(title)}
              required
              readOnly={saving}
              pattern="[a-z0-9][a-z0-9_\-]*"
              maxLength={64}
              onInput={(event) => setId(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Description" error={error('description')}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={2}
              value={description}
              readOnly={saving}
              onInput={(event) => setDescription(event.currentTarget.value)}
            />
          )}
        </Field>
        <p class="muted">A new track has no people and no steps.</p>
        <div class="dialog-actions">
          <button type="submit" class="button primary">
            Create
          </button>
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
