import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Problem, allPages, call, get, list, url } from './api';
import { Changed } from './changed';
import { clearOfBar } from './clear-of-bar';
import { type Draft, blank, bodyOf, differences, draftOf, hintsFor, keepEdits, same } from './draft';
import { missingIn } from './errors';
import { Funnel } from './funnel';
import { guardWhile, stopGuarding } from './guard';
import { allTracks, titlesOf } from './overview';
import { type Preset, PRESETS, choose } from './presets';
import { PreviewPanel } from './preview';
import { RerunDialog } from './rerun';
import { replaceAddress, useQuery } from './router';
import { skippedText, skipsOfStep } from './skips';
import { copyTitle, stepIdFor } from './slug';
import { StepForm } from './step-form';
import type { Destination, Step, Track, TrackOverview } from './types';
import { Action, Dialog, Heading, Show, announce, asProblem, useLoad } from './ui';
import { ago, pathText, plural, stepName } from './words';

interface Context {
  track: Track;
  tracks: TrackOverview[];
  destinations: Destination[];
  steps: Step[];
  saved: { step: Step; etag: string | null } | null;
  /** The step that the new one is a copy of. */
  original: Step | null;
}

async function load(trackId: string, stepId: string, from: string, signal: AbortSignal): Promise<Context> {
  const [track, tracks, destinations, steps, saved, original] = await Promise.all([
    get<Track>(url('tracks', trackId), { signal }),
    allTracks(signal),
    list<Destination>(url('tracks', trackId, 'destinations'), { signal }),
    allPages<Step>(`${url('tracks', trackId, 'steps')}?limit=100`, { signal }),
    stepId === 'new' ? null : call<Step>('GET', url('tracks', trackId, 'steps', stepId), { signal }),
    stepId === 'new' && from ? get<Step>(url('tracks', trackId, 'steps', from), { signal }) : null,
  ]);
  return { track, tracks, destinations, steps, saved: saved && { step: saved.data, etag: saved.etag }, original };
}

export function StepPage({ trackId, stepId }: { trackId: string; stepId: string }) {
  // A new step gets an id and with it another address, but is not loaded again.
  const [opened] = useState(stepId);
  const [from] = useState(useQuery('from')[0]);
  const context = useLoad((signal) => load(trackId, opened, from, signal), [trackId, opened, from]);
  return <Show of={context}>{(data) => <Editor context={data} />}</Show>;
}

function Editor({ context }: { context: Context }) {
  const { track, tracks, destinations, steps } = context;
  const taken = steps.map((step) => step.id);
  const start = useMemo(
    () => (context.saved ? draftOf(context.saved.step) : blank(stepIdFor('', taken))),
    [context],
  );
  const [saved, setSaved] = useState(context.saved);
  const isNew = saved === null;
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(() => (context.original ? copyOf(context.original, taken) : start));
  const [preset, setPreset] = useState<Preset | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<{ step: Step; etag: string | null } | null>(null);
  const [removing, setRemoving] = useState(false);
  const [rerunning, setRerunning] = useState(false);
  // Counted after the page is shown. A disabled step would skip them again.
  const counting = saved?.step.enabled ? saved.step.id : null;
  const skips = useLoad(
    async (signal) => (counting ? skipsOfStep(track.id, counting, [], signal) : []),
    [track.id, counting],
  );
  const form = useRef<HTMLFormElement>(null);
  const titles = titlesOf([...tracks, track]);
  const dirty = !same(draft, base);
  const unsaved = useRef(dirty);
  unsaved.current = dirty;
  useEffect(() => guardWhile(() => unsaved.current), []);
  // The page stays, and with it what is typed meanwhile; only its address changes.
  const created = context.saved === null && saved !== null;
  useLayoutEffect(() => {
    if (created) {
      replaceAddress(`#/tracks/${track.id}/steps/${draft.id}`);
    }
  }, [created]);

  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...(isNew && proposedId(before, part, taken)), ...part }));
    const touched = Object.keys(part).map((key) => (key === 'expiryDays' ? 'invitationExpiry' : key));
    setProblem((before) => before && withoutFields(before, touched));
  };
  const address = url('tracks', track.id, 'steps', draft.id);

  const save = async (etag: string | null): Promise<void> => {
    setProblem(null);
    try {
      if (isNew && taken.includes(draft.id)) {
        throw new Problem(409, '', '', [{ field: 'id', message: 'is already used by another step of this track' }]);
      }
      const missing = missingIn(draft);
      if (missing.length > 0) {
        throw new Problem(0, '', '', missing);
      }
      const answer = await call<Step>('PUT', address, { body: bodyOf(draft), ifMatch: etag });
      const fresh = draftOf(answer.data);
      setSaved({ step: answer.data, etag: answer.etag });
      setBase(fresh);
      setDraft((now) => keepEdits(draft, now, fresh));
      setTheirs(null);
      announce('Saved.');
    } catch (error) {
      await showProblem(asProblem(error));
    }
  };

  const showProblem = async (failure: Problem): Promise<void> => {
    if (failure.status === 412) {
      const latest = await call<Step>('GET', address).catch(() => null);
      if (latest) {
        setTheirs({ step: latest.data, etag: latest.etag });
        return;
      }
    }
    const shown = failure.is('loop-detected')
      ? new Problem(failure.status, failure.type, failure.detail, [
          { field: 'destinationTrackId', message: `would close a loop: ${pathText(failure.path, titles)}` },
        ])
      : failure;
    setProblem(shown);
    // Once the errors are rendered, focus the first of them.
    setTimeout(() => {
      const first = form.current?.querySelector<HTMLElement>('[aria-invalid]') ?? form.current?.querySelector<HTMLElement>('.summary');
      first?.focus();
    });
  };

  const sendTest = async (): Promise<void> => {
    const { data } = await call<{ messages: unknown[] }>('POST', `${address}/test-send`);
    announce(
      data.messages.length === 0
        ? 'This step sends no message.'
        : `${plural(data.messages.length, 'message')} sent to you, marked as a test.`,
    );
  };

  const remove = async (): Promise<void> => {
    await call('DELETE', address, { ifMatch: saved?.etag });
    stopGuarding();
    announce('The step is removed.');
    location.hash = `#/tracks/${track.id}`;
  };

  const hints = hintsFor(draft, preset, { source: track.title, destination: titles(draft.destinationTrackId) });
  return (
    <>
      <Heading
        title={saved ? (saved.step.title ?? `Step ${saved.step.id}`) : 'New step'}
        back={[`#/tracks/${track.id}`, track.title]}
      >
        {saved && (
          <span class="muted">
            {saved.step.title && `Id ${saved.step.id} · `}Changed {ago(saved.step.updatedAt)} by {saved.step.updatedBy}
          </span>
        )}
        {skips.data && skips.data.length > 0 && (
          <button type="button" class="button small" onClick={() => (skips.reload(), setRerunning(true))}>
            Skipped people{skippedText(skips.data)}
          </button>
        )}
        {saved && <StepJobs trackId={track.id} stepId={saved.step.id} />}
      </Heading>
      {isNew && !context.original && <Presets chosen={preset} choose={(each) => (setPreset(each), change(choose(each, draft, preset)))} />}
      <div class="editor">
        <form
          ref={form}
          noValidate
          aria-label="Step"
          onFocusIn={clearOfBar}
          onSubmit={(event: Event) => {
            event.preventDefault();
            void save(saved?.etag ?? null);
          }}
        >
          <StepForm
            draft={draft}
            change={change}
            isNew={isNew}
            destinations={destinations}
            titles={titles}
            problem={problem}
            hints={hints}
            test={saved && <SendToMe dirty={dirty} send={sendTest} />}
          />
          <div class="save-bar">
            <Action kind="primary" run={() => save(saved?.etag ?? null)}>
              {isNew ? 'Create step' : 'Save'}
            </Action>
            {dirty && (
              <button type="button" class="button" onClick={() => (setDraft(base), setProblem(null), setPreset(null))}>
                Undo changes
              </button>
            )}
            <span class="muted" role="status">
              {dirty ? 'Not saved yet' : isNew ? '' : 'All saved'}
            </span>
            {saved && !dirty && (
              <a class="button" href={`#/tracks/${track.id}/steps/new?from=${saved.step.id}`}>
                Duplicate
              </a>
            )}
            {saved && (
              <button type="button" class="button quiet danger" onClick={() => setRemoving(true)}>
                Remove
              </button>
            )}
          </div>
        </form>
        <PreviewPanel trackId={track.id} draft={draft} titles={titles} />
      </div>
      {saved && <Funnel trackId={track.id} stepId={saved.step.id} titles={titles} />}
      {theirs && (
        <Changed
          what="this step"
          by={theirs.step.updatedBy}
          at={theirs.step.updatedAt}
          changes={differences(base, draftOf(theirs.step))}
          mine={differences(base, draft)}
          keepMine={() => save(theirs.etag)}
          acceptTheirs={() => {
            const fresh = draftOf(theirs.step);
            setSaved(theirs);
            setBase(fresh);
            setDraft(fresh);
            setTheirs(null);
          }}
          close={() => setTheirs(null)}
        />
      )}
      {rerunning && (
        <RerunDialog
          title={`Skipped people of step ${saved ? stepName(saved.step) : draft.id}`}
          skips={skips}
          titles={titles}
          changed={skips.reload}
          close={() => setRerunning(false)}
        />
      )}
      {removing && (
        <Dialog title="Remove this step?" onClose={() => setRemoving(false)}>
          <p>
            People who reach it later in {track.title} are skipped. Its open invitations are withdrawn when they are answered.
          </p>
          <div class="dialog-actions">
            <Action kind="primary danger" run={remove}>
              Remove
            </Action>
            <button type="button" class="button" onClick={() => setRemoving(false)}>
              Cancel
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** A new step with the settings of another one. */
function copyOf(step: Step, taken: string[]): Draft {
  const title = step.title ? copyTitle(step.title) : '';
  return { ...draftOf(step), title, id: stepIdFor(title, taken) };
}

/** The id follows the title until the author enters another id. */
function proposedId({ id, title }: Draft, part: Partial<Draft>, taken: string[]): Partial<Draft> {
  return part.title !== undefined && id === stepIdFor(title, taken) ? { id: stepIdFor(part.title, taken) } : {};
}

function StepJobs({ trackId, stepId }: { trackId: string; stepId: string }) {
  return (
    <>
      <a class="button small" href={`#/new-job/apply?track=${trackId}&step=${stepId}`}>
        Apply to people already in the track
      </a>
      <a class="button small" href={`#/new-job/undo?track=${trackId}&step=${stepId}`}>
        Undo…
      </a>
    </>
  );
}

/** Only saved messages can be sent. */
function SendToMe({ dirty, send }: { dirty: boolean; send: () => Promise<void> }) {
  return dirty ? (
    <p class="hint">Save the step to send its messages to yourself.</p>
  ) : (
    <div class="row">
      <Action
        kind="small"
        run={send}
        onError={(problem) =>
          announce(
            problem.is('not-a-participant') ? 'You are not a participant, so you have no channel.' : problem.detail,
            'bad',
          )
        }
      >
        Send to me
      </Action>
      <span class="muted">Sends the messages to you, as a test.</span>
    </div>
  );
}

function withoutFields(problem: Problem, touched: string[]): Problem | null {
  const left = problem.errors.filter((error) => !touched.includes(error.field.split(/[.[]/)[0]));
  return left.length === 0
    ? null
    : new Problem(problem.status, problem.type, problem.detail, left, problem.path, problem.reason);
}

function Presets({ chosen, choose }: { chosen: Preset | null; choose: (preset: Preset) => void }) {
  return (
    <fieldset class="presets">
      <legend>Start from a use case</legend>
      <div class="preset-list">
        {PRESETS.map((preset) => (
          <button
            key={preset.name}
            type="button"
            class="preset"
            aria-pressed={chosen === preset}
            onClick={() => choose(preset)}
          >
            <strong>{preset.title}</strong>
            <span>{preset.text}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
