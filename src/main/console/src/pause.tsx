// Before a pause, shows its impact. After a resume, and later, offers to rerun the runs that were skipped.
import { useState } from 'preact/hooks';
import { allPages, call, get, url } from './api';
import { RerunDialog } from './rerun';
import { skipsOfTrack } from './skips';
import type { Impact, Step, Track, TrackStatus } from './types';
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
        <StopDialog to="paused" track={track} titles={titles} changed={changed} close={() => setAsking(null)} />
      )}
      {asking === 'rerun' && (
        <SkippedOfTrack
          title={`${track.title} is active again`}
          track={track}
          titles={titles}
          changed={changed}
          close={() => setAsking(null)}
        />
      )}
    </>
  );
}

const STOPS = {
  paused: {
    verb: 'Pause',
    text: 'People who have started it stay enrolled. Nobody else is enrolled during the pause. Skipped people are recorded, and the step can run again for them after you resume.',
  },
  archived: {
    verb: 'Archive',
    text: 'People who have started it stay enrolled. Nobody else is enrolled in it any more. You can activate it again.',
  },
};

/** Shows what pausing or archiving the track affects, before it happens. */
export function StopDialog({ track, titles, changed, close, to }: Props & { close(): void; to: 'paused' | 'archived' }) {
  const { verb, text } = STOPS[to];
  const impact = useLoad((signal) => get<Impact>(url('tracks', track.id, 'impact'), { signal }), [track.id]);
  const stop = async (): Promise<void> => {
    await setStatus(track, to);
    announce(`${track.title} is ${to}.`);
    close();
    changed();
  };
  return (
    <Dialog title={`${verb} ${track.title}?`} onClose={close}>
      <Show of={impact}>
        {(data) => (
          <>
            <ImpactText impact={data} titles={titles} />
            <p class="muted">{text}</p>
          </>
        )}
      </Show>
      <div class="dialog-actions">
        <Action kind="primary" run={stop}>
          {verb}
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

/** What the steps have skipped is counted anew each time the dialog opens. */
export function SkippedOfTrack(props: { title: string; track: Track; titles: Titles; changed(): void; close(): void }) {
  const skips = useLoad(async (signal) => {
    const own = await allPages<Step>(`${url('tracks', props.track.id, 'steps')}?limit=100`, { signal });
    return skipsOfTrack(props.track, own, signal);
  }, [props.track.id]);
  return <RerunDialog {...props} skips={skips} />;
}
