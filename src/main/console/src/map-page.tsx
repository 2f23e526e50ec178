import { type ComponentType } from 'preact';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { MapProps } from './map';
import { around, only } from './neighbours';
import { type Overview, useActivity, useOverview } from './overview';
import { useQuery } from './router';
import type { TrackOverview } from './types';
import { Empty, Heading, Loading, Show } from './ui';
import { plural } from './words';

const SHOWN_MATCHES = 8;

/** Loads the map's library only when the map is opened. */
export function MapPage() {
  const overview = useOverview();
  const activity = useActivity(overview.data?.tracks);
  const [Drawing, setDrawing] = useState<ComponentType<MapProps> | null>(null);
  useEffect(() => {
    void import('./map').then(({ TrackMap }) => setDrawing(() => TrackMap));
  }, []);
  return (
    <>
      <Heading title="Map" />
      <p class="lead">
        Arrows are steps: a solid arrow enrolls people automatically, a dashed arrow invites them. Numbers count the last 30
        days.
      </p>
      <Show of={overview}>
        {(data) =>
          data.tracks.length === 0 ? (
            <Empty title="No tracks yet">
              <p>
                <a href="#/tracks">Create the first one</a>
              </p>
            </Empty>
          ) : Drawing ? (
            <Filtered overview={data} activity={activity} Drawing={Drawing} />
          ) : (
            <Loading />
          )
        }
      </Show>
    </>
  );
}

const UNUSED = ['archived', 'draft'];

/** The filters are in the address. A track that is looked for is shown with its neighbours. */
function Filtered({ overview, activity, Drawing }: MapProps & { Drawing: ComponentType<MapProps> }) {
  const [focus, setFocus] = useQuery('track');
  const [hide, setHide] = useQuery('hide');
  const focused = overview.tracks.find((track) => track.id === focus);
  const shown = useMemo(() => {
    const used = hide ? only(overview, (track) => track.id === focus || !UNUSED.includes(track.status)) : overview;
    return focused ? around(used, focused.id) : used;
  }, [overview, focus, hide]);
  return (
    <>
      <div class="map-filters">
        <FindTrack overview={overview} choose={setFocus} />
        <label class="check">
          <input type="checkbox" checked={hide !== ''} onChange={(event) => setHide(event.currentTarget.checked ? '1' : '')} />
          <span>Hide archived tracks and drafts</span>
        </label>
      </div>
      {focused && (
        <p class="row" role="status">
          <span>
            <strong>{focused.title}</strong> with {plural(shown.tracks.length - 1, 'neighbour')}
          </span>
          <button type="button" class="button small" onClick={() => setFocus('')}>
            Show all tracks
          </button>
        </p>
      )}
      {shown.tracks.length === 0 ? (
        <Empty title="All tracks are hidden" />
      ) : (
        <Drawing overview={shown} activity={activity} />
      )}
    </>
  );
}

function FindTrack({ overview, choose }: { overview: Overview; choose(trackId: string): void }) {
  const id = useId();
  const [text, setText] = useState('');
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (track: TrackOverview): boolean => words.every((word) => `${track.title} ${track.id}`.toLowerCase().includes(word));
  const found = words.length === 0 ? [] : overview.tracks.filter(matches);
  const take = (track: TrackOverview): void => {
    setText('');
    choose(track.id);
  };
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (found[0]) {
          take(found[0]);
        }
      }}
    >
      <label for={id}>Find a track and its neighbours</label>
      <input id={id} type="search" autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      {words.length > 0 && (
        <ul class="chips" aria-label="Matching tracks">
          {found.slice(0, SHOWN_MATCHES).map((track) => (
            <li key={track.id}>
              <button type="button" class="chip" onClick={() => take(track)}>
                {track.title}
              </button>
            </li>
          ))}
          {found.length === 0 && <li class="muted">No track matches.</li>}
          {found.length > SHOWN_MATCHES && <li class="muted">and {found.length - SHOWN_MATCHES} more</li>}
        </ul>
      )}
    </form>
  );
}
