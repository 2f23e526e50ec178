import { useState } from 'preact/hooks';
import { counted } from './counts';
import { StatusButton } from './pause';
import { useQuery } from './router';
import { SearchFilters, StatusFilter } from './search-filters';
import { useIs } from './session';
import { NewTrack } from './track-form';
import { type Instances, type Link, type Listed, useTrackPages } from './track-list';
import { Action, Badge, Empty, Field, Heading, Show } from './ui';

const STATUSES = ['draft', 'active', 'paused', 'archived'];
const SORTS: [string, string][] = [
  ['title', 'Title'],
  ['updated', 'Latest change'],
  ['id', 'Id'],
];

export function TracksPage() {
  const [q] = useQuery('q');
  const [status] = useQuery('status');
  const [sort] = useQuery('sort');
  const { first, tracks, more, instances } = useTrackPages({ q: q.trim(), status, sort });
  const admin = useIs('admin');
  const [creating, setCreating] = useState(false);
  const filtered = q !== '' || status !== '';
  return (
    <>
      <Heading title="Tracks">
        {admin && (
          <button type="button" class="button primary" onClick={() => setCreating(true)}>
            New track
          </button>
        )}
      </Heading>
      <Filters />
      <Show of={first}>
        {() =>
          tracks.length === 0 && !more ? (
            <Empty title={filtered ? 'No track matches' : 'No tracks yet'}>
              {!filtered && (
                <p>{admin ? 'Create the first one, then add a step to another track.' : 'No track lists you as a manager.'}</p>
              )}
            </Empty>
          ) : (
            <>
              <ul class="cards">
                {tracks.map((track) => (
                  <TrackCard key={track.id} track={track} instances={instances.get(track.id)} changed={first.reload} />
                ))}
              </ul>
              {more && (
                <p class="more-tracks">
                  <Action run={more}>More tracks</Action>
                </p>
              )}
            </>
          )
        }
      </Show>
      {creating && <NewTrack close={() => setCreating(false)} />}
    </>
  );
}

function Filters() {
  const [sort, setSort] = useQuery('sort');
  return (
    <SearchFilters of="Tracks" label="Title or id">
      <StatusFilter of={STATUSES} />
      <Field label="Sort by">
        {(attributes) => (
          <select {...attributes} value={sort || 'title'} onChange={(event) => setSort(event.currentTarget.value)}>
            {SORTS.map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
    </SearchFilters>
  );
}

function TrackCard({ track, instances, changed }: { track: Listed; instances: Instances | undefined; changed(): void }) {
  const { incoming, outgoing } = track.links;
  const titles = new Map([...incoming, ...outgoing].map((link) => [link.trackId, link.title]));
  titles.set(track.id, track.title);
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
          <dd class="number">{instances ? counted(instances.count, instances.complete) : '…'}</dd>
        </div>
        <div>
          <dt>Comes from</dt>
          <dd>
            <Links links={incoming} to={(link) => `${link.trackId}/steps/${link.stepId}`} none="started directly" />
          </dd>
        </div>
        <div>
          <dt>Leads to</dt>
          <dd>
            <Links links={outgoing} to={(link) => `${track.id}/steps/${link.stepId}`} none="nothing yet" />
          </dd>
        </div>
      </dl>
      <div class="card-actions">
        <StatusButton track={track} titles={(id) => titles.get(id ?? '') ?? id ?? ''} changed={changed} />
        <a class="button small quiet" href={`#/tracks/${track.id}/steps/new`} aria-label={`Add step to ${track.title}`}>
          Add step
        </a>
      </div>
    </li>
  );
}

/** The enabled steps. */
function Links({ links, to, none }: { links: Link[]; to(link: Link): string; none: string }) {
  if (links.length === 0) {
    return <span class="muted">{none}</span>;
  }
  return (
    <ul class="inline">
      {links.map((link) => (
        <li key={`${link.trackId}/${link.stepId}`}>
          <a href={`#/tracks/${to(link)}`} title={`Step ${link.stepId}`}>
            {link.title ?? link.trackId}
          </a>
        </li>
      ))}
    </ul>
  );
}
