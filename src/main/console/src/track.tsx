import { useState } from 'preact/hooks';
import { allPages, call, get, url } from './api';
import { counted } from './counts';
import { allTracks, titlesOf } from './overview';
import { StatusButton, StopDialog } from './pause';
import { PersonPicker } from './person-picker';
import { RerunDialog } from './rerun';
import { useIs } from './session';
import { type Skips, skippedText, skipsOfTrack } from './skips';
import { DuplicateTrack, EditTrack } from './track-form';
import { TrackPeople, useTrackPeople } from './track-people';
import type { Activity, Participant, Step, Track, TrackOverview } from './types';
import { Badge, Dialog, Empty, Failure, Heading, type Loaded, Show, announce, asProblem, useLoad } from './ui';
import type { Problem } from './api';
import type { Titles } from './words';
import { directReasonText, stepFacts, stepText } from './words';

interface Context {
  track: Track;
  tracks: TrackOverview[];
  steps: Step[];
}

async function load(id: string, signal: AbortSignal): Promise<Context> {
  const [track, tracks, steps] = await Promise.all([
    get<Track>(url('tracks', id), { signal }),
    allTracks(signal),
    allPages<Step>(`${url('tracks', id, 'steps')}?limit=100`, { signal }),
  ]);
  return { track, tracks, steps };
}

export function TrackPage({ id }: { id: string }) {
  const context = useLoad((signal) => load(id, signal), [id]);
  const activity = useLoad((signal) => get<Activity>(url('tracks', id, 'activity'), { signal }), [id]);
  const people = useTrackPeople(id);
  const skips = useSkips(context.data);
  const [dialog, setDialog] = useState<'edit' | 'duplicate' | 'archive' | null>(null);
  const admin = useIs('admin');
  const [starting, setStarting] = useState(false);
  const [rerunning, setRerunning] = useState(false);
  const changed = (): void => {
    context.reload();
    activity.reload();
    people.first.reload();
  };
  return (
    <Show of={context}>
      {({ track, tracks, steps }) => (
        <>
          <Heading title={track.title} back={['#/tracks', 'Tracks']}>
            <Badge name={track.status} />
            <StatusButton track={track} titles={titlesOf(tracks)} changed={changed} />
            {track.status === 'active' && skips.data && skips.data.length > 0 && (
              <button type="button" class="button small" onClick={() => (skips.reload(), setRerunning(true))}>
                Skipped people{skippedText(skips.data)}
              </button>
            )}
            <a class="button small" href={`#/map?track=${id}`}>
              Show on the map
            </a>
            <a class="button small" href={`#/tracks/${id}/report`}>
              Report
            </a>
            <button type="button" class="button small" onClick={() => setDialog('edit')}>
              Edit
            </button>
            {admin && (
              <button type="button" class="button small" onClick={() => setDialog('duplicate')}>
                Duplicate
              </button>
            )}
            {track.status !== 'archived' && (
              <button type="button" class="button small" onClick={() => setDialog('archive')}>
                Archive
              </button>
            )}
            <button type="button" class="button small" onClick={() => setStarting(true)}>
              Start a person
            </button>
            <a class="button small" href={`#/new-job/enroll?track=${id}`}>
              Enroll many
            </a>
            <a class="button small" href={`#/new-job/remove?track=${id}`}>
              Remove people
            </a>
            <a class="button small primary" href={`#/tracks/${id}/steps/new`}>
              Add step
            </a>
          </Heading>
          {track.description && <p class="lead">{track.description}</p>}
          <h2>Steps</h2>
          <Steps steps={steps} titles={titlesOf(tracks)} activity={activity.data} />
          <h2>
            People{' '}
            {activity.data && (
              <span class="muted number">{counted(activity.data.instances, activity.data.complete)}</span>
            )}
          </h2>
          <TrackPeople track={track} people={people} titles={titlesOf(tracks)} />
          {rerunning && (
            <RerunDialog
              title={`Skipped people of ${track.title}`}
              skips={skips}
              titles={titlesOf(tracks)}
              changed={skips.reload}
              close={() => setRerunning(false)}
            />
          )}
          {dialog === 'edit' && <EditTrack track={track} changed={changed} close={() => setDialog(null)} />}
          {dialog === 'duplicate' && <DuplicateTrack track={track} close={() => setDialog(null)} />}
          {dialog === 'archive' && (
            <StopDialog to="archived" track={track} titles={titlesOf(tracks)} changed={changed} close={() => setDialog(null)} />
          )}
          {starting && <StartPerson track={track} titles={titlesOf(tracks)} changed={changed} close={() => setStarting(false)} />}
        </>
      )}
    </Show>
  );
}

/** Counted after the page is shown, and only if running again can help. */
function useSkips(context: Context | null): Loaded<Skips[]> {
  const track = context?.track.status === 'active' ? context.track : null;
  return useLoad(
    async (signal) => (track && context ? skipsOfTrack(track, context.steps, signal) : []),
    [track?.id, track?.updatedAt],
  );
}

function Steps({ steps, titles, activity }: { steps: Step[]; titles: Titles; activity: Activity | null }) {
  if (steps.length === 0) {
    return (
      <Empty title="No steps yet">
        <p>A step enrolls people who start this track in another track, immediately or later.</p>
      </Empty>
    );
  }
  return (
    <ul class="rows">
      {steps.map((step) => {
        const runs = activity?.steps.find((each) => each.stepId === step.id);
        return (
          <li key={step.id} class="row-link">
            <a href={`#/tracks/${step.trackId}/steps/${step.id}`}>
              <span class="row-title">{step.title ?? stepText(step, titles)}</span>
              <span class="muted">
                {[step.title ? stepText(step, titles) : step.id, ...stepFacts(step)].join(' · ')}
              </span>
            </a>
            {runs && (
              <span class="counts" title="Last 30 days">
                {(['enrolled', 'invited', 'deferred', 'skipped'] as const)
                  .filter((name) => runs[name] > 0)
                  .map((name) => (
                    <span key={name}>
                      <strong class="number">{counted(runs[name], runs.complete)}</strong> {name}
                    </span>
                  ))}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function StartPerson({ track, titles, changed, close }: { track: Track; titles: Titles; changed(): void; close(): void }) {
  const [person, setPerson] = useState<Participant | null>(null);
  const [again, setAgain] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const start = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) {
      return;
    }
    if (!person) {
      setProblem(asProblem(new Error('Choose a person first.')));
      return;
    }
    setProblem(null);
    setBusy(true);
    try {
      await call('POST', url('tracks', track.id, 'enrollments'), {
        body: { participantId: person.id, reEnrollment: again ? 'yes' : 'no' },
        // A repeated request starts one instance only.
        key: `${key}-${person.id}-${again}`,
      });
      announce(`${person.name} has started ${track.title}.`);
      close();
      changed();
    } catch (failure) {
      setProblem(asProblem(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Start a person in ${track.title}`} onClose={close}>
      <form onSubmit={(event) => void start(event)}>
        <PersonPicker label="Person" value={person} choose={setPerson} />
        <label class="check">
          <input type="checkbox" checked={again} onChange={(event) => setAgain(event.currentTarget.checked)} />
          <span>Even if they have started it before, as a new instance</span>
        </label>
        {problem && (
          <Failure
            problem={
              problem.reason
                ? asProblem(new Error(`Not enrolled: ${directReasonText(problem.reason, problem.evidence, titles)}.`))
                : problem
            }
          />
        )}
        <div class="dialog-actions">
          <button type="submit" class="button primary" aria-disabled={busy}>
            Start
          </button>
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
