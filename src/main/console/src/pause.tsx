// Before a pause, shows its impact. After a resume, and later, offers to rerun the runs that were skipped.
import { useState } from 'preact/hooks';
import { type Problem, allPages, call, each, get, url } from './api';
import type { HistoryEntry, Impact, Step, Track, TrackStatus } from './types';
import { Action, Dialog, Show, announce, useLoad } from './ui';
import type { Titles } from './words';
import { plural } from './words';

interface Props {
  track: Track;
  titles: Titles;
  changed(): void;
}

type Asking = 'pause' | 'rerun' | null;

async function setStatus(track: Track, status: TrackStatus): Promise<void> {
  const { data, etag } = await call<Track>('GET', url('tracks', track.id));
  const { title, description, managers } = data;
  await call('PUT', url('tracks', track.id), { body: { title, description, managers, status }, ifMatch: etag });
}

export function StatusButton({ track, titles, changed }: Props) {
  const [asking, setAsking] = useState<Asking>(null);
  const resume = async (): Promise<void> => {
    await setStatus(track, 'active');
    announce(`${track.title} is active again.`);
    setAsking('rerun');
    changed();
  };
  return (
    <>
      {track.status === 'active' ? (
        <button
          type="button"
          class="button small"
          aria-label={`Pause ${track.title}`}
          onClick={() => setAsking('pause')}
        >
          Pause
        </button>
      ) : (
        <Action kind="small" run={resume} label={`${track.status === 'paused' ? 'Resume' : 'Activate'} ${track.title}`}>
          {track.status === 'paused' ? 'Resume' : 'Activate'}
        </Action>
      )}
      {asking === 'pause' && (
        <PauseDialog track={track} titles={titles} changed={changed} close={() => setAsking(null)} />
      )}
      {asking === 'rerun' && (
        <RerunDialog title={`${track.title} is active again`} track={track} titles={titles} close={() => setAsking(null)} />
      )}
    </>
  );
}

function PauseDialog({ track, titles, changed, close }: Props & { close(): void }) {
  const impact = useLoad((signal) => get<Impact>(url('tracks', track.id, 'impact'), { signal }), [track.id]);
  const pause = async (): Promise<void> => {
    await setStatus(track, 'paused');
    announce(`${track.title} is paused.`);
    close();
    changed();
  };
  return (
    <Dialog title={`Pause ${track.title}?`} onClose={close}>
      <Show of={impact}>
        {(data) => (
          <>
            <ImpactText impact={data} titles={titles} />
            <p class="muted">
              People who have started it stay enrolled. Nobody else is enrolled during the pause. Skipped people are recorded,
              and the step can run again for them after you resume.
            </p>
          </>
        )}
      </Show>
      <div class="dialog-actions">
        <Action kind="primary" run={pause}>
          Pause
        </Action>
        <button type="button" class="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}

function ImpactText({ impact, titles }: { impact: Impact; titles: Titles }) {
  const into = impact.deferred - impact.outgoing.deferred;
  const sources = [...new Set(impact.incoming.map((edge) => edge.trackId))];
  return (
    <ul class="impact">
      <li>
        {sources.length === 0
          ? 'No track enrolls into this one.'
          : `${plural(sources.length, 'track enrolls', 'tracks enroll')} into this one: ${sources.map(titles).join(', ')}.`}
      </li>
      {impact.pendingInvitations > 0 && (
        <li>{plural(impact.pendingInvitations, 'invitation is', 'invitations are')} open and cannot be accepted during the pause.</li>
      )}
      {into > 0 && <li>{plural(into, 'person waits', 'people wait')} for a delayed step to this track.</li>}
      {impact.outgoing.deferred > 0 && (
        <li>
          {plural(impact.outgoing.deferred, 'person waits', 'people wait')} for a delayed step out of this track, which is skipped
          if it is due during the pause.
        </li>
      )}
      {impact.outgoing.pendingInvitations > 0 && (
        <li>
          {plural(impact.outgoing.pendingInvitations, 'invitation', 'invitations')} from this track cannot be accepted during the
          pause.
        </li>
      )}
      {impact.active > 0 && <li>{plural(impact.active, 'instance of this track is', 'instances of this track are')} active.</li>}
      {!impact.complete && <li>Only the newest people, invitations and runs were counted: there can be more.</li>}
    </ul>
  );
}

interface Skipped {
  trackId: string;
  stepId: string;
  reason: string;
  /** Newest first; null if the caller may not read them. */
  runs: HistoryEntry[] | null;
}

/** The step's runs that were skipped for that reason at their latest evaluation. */
async function skippedRuns({ trackId, stepId, reason }: Skipped, signal: AbortSignal): Promise<HistoryEntry[] | null> {
  const path = `${url('tracks', trackId, 'steps', stepId, 'runs')}?decision=skipped&reason=${reason}&limit=100`;
  return allPages<HistoryEntry>(path, { signal }).catch((failure: Problem) => {
    if (failure.status === 403) {
      return null;
    }
    throw failure;
  });
}

/** Steps that skipped people because the track was not active: those that lead to the track, and its own. */
async function affected(track: Track, signal: AbortSignal): Promise<Skipped[]> {
  const impact = await get<Impact>(url('tracks', track.id, 'impact'), { signal });
  const own = await allPages<Step>(`${url('tracks', track.id, 'steps')}?limit=100`, { signal });
  const steps: Skipped[] = [
    ...impact.incoming.map((edge) => ({ ...edge, reason: 'destination_not_active', runs: null })),
    ...own
      .filter((step) => step.enabled)
      .map((step) => ({ trackId: track.id, stepId: step.id, reason: 'track_not_active', runs: null })),
  ];
  await each(steps, async (step) => {
    step.runs = await skippedRuns(step, signal);
  });
  return steps.filter((step) => step.runs?.length !== 0);
}

async function rerun(skipped: Skipped): Promise<number> {
  if (!skipped.runs) {
    return 0;
  }
  const since = skipped.runs[skipped.runs.length - 1].at;
  let queued = 0;
  let cursor: string | null = null;
  do {
    const path: string = url('tracks', skipped.trackId, 'steps', skipped.stepId, 'rerun');
    const query: string = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
    const page: { queued: number; nextCursor: string | null } = (
      await call<typeof page>('POST', path + query, { body: { reason: skipped.reason, since } })
    ).data;
    queued += page.queued;
    cursor = page.nextCursor;
  } while (cursor);
  return queued;
}

export function RerunDialog(props: { title: string; track: Track; titles: Titles; close(): void }) {
  const steps = useLoad((signal) => affected(props.track, signal), [props.track.id]);
  const some = steps.data?.some((step) => step.runs) ?? false;
  const run = async (): Promise<void> => {
    let queued = 0;
    for (const step of steps.data ?? []) {
      queued += await rerun(step);
    }
    announce(
      queued === 0
        ? 'Nobody was skipped.'
        : `${plural(queued, 'skipped person runs', 'skipped people run')} again. The rules are evaluated again for each.`,
    );
    props.close();
  };
  return (
    <Dialog title={props.title} onClose={props.close}>
      {some && <p>Run these steps again for people who were skipped while the track was not active?</p>}
      <Show of={steps}>
        {(data) => (
          <ul class="impact">
            {data.map((step) => (
              <li key={`${step.trackId}/${step.stepId}`}>
                {props.titles(step.trackId)}, step {step.stepId}:{' '}
                {step.runs ? `${step.runs.length.toLocaleString('en-GB')} skipped` : 'only a manager of that track can run it again'}
              </li>
            ))}
            {data.length === 0 && <li>Nobody was skipped while the track was not active.</li>}
          </ul>
        )}
      </Show>
      <div class="dialog-actions">
        {some && (
          <Action kind="primary" run={run}>
            Run again
          </Action>
        )}
        <button type="button" class="button" onClick={props.close}>
          {some || !steps.data ? 'Not now' : 'Close'}
        </button>
      </div>
    </Dialog>
  );
}
