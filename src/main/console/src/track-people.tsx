// The people of a track: searched, filtered, completed and removed. The filters are in the address.
import { useRef, useState } from 'preact/hooks';
import { call, get, url } from './api';
import { Confirm } from './confirm';
import { usePages } from './pages';
import { useQuery } from './router';
import { SearchFilters, StatusFilter } from './search-filters';
import { useStepNames } from './step-names';
import type { Enrollment, Page, Track } from './types';
import { Action, Badge, Empty, type Loaded, Show, announce, asProblem } from './ui';
import type { StepNames, Titles } from './words';
import { atTime, onDay, sourceText } from './words';

const STATUSES: Enrollment['status'][] = ['active', 'completed', 'cancelled'];

interface People {
  first: Loaded<Page<Enrollment>>;
  rows: Enrollment[];
  /** Loads the next page; null if there is none. */
  more: (() => Promise<void>) | null;
  /** Shows an instance as it is now. */
  show(changed: Enrollment): void;
  filtered: boolean;
}

function keyOf({ participantId, instance }: Enrollment): string {
  return `${participantId}/${instance}`;
}

/** The people whom the address asks for, page by page: one request each. */
export function useTrackPeople(trackId: string): People {
  const q = useQuery('q')[0].trim();
  const [status] = useQuery('status');
  const filters = `${status && `&status=${encodeURIComponent(status)}`}${q && `&q=${encodeURIComponent(q)}`}`;
  const path = `${url('tracks', trackId, 'enrollments')}?limit=25${filters}`;
  const { first, rows, more } = usePages<Enrollment>(path);
  // A list may show a change only after a moment.
  const [changes, setChanges] = useState(new Map<string, Enrollment>());
  return {
    first,
    rows: rows.map((row) => latest(row, changes.get(keyOf(row)))),
    more,
    show: (changed) => setChanges((before) => new Map(before).set(keyOf(changed), changed)),
    filtered: filters !== '',
  };
}

function latest(row: Enrollment, changed: Enrollment | undefined): Enrollment {
  return changed && changed.updatedAt >= row.updatedAt ? { ...changed, name: row.name } : row;
}

export function TrackPeople({ track, people, titles }: { track: Track; people: People; titles: Titles }) {
  const { first, rows, more, filtered } = people;
  return (
    <>
      <Filters />
      <Show of={first}>
        {() => (
          <>
            {rows.length > 0 && <Table track={track} people={people} titles={titles} />}
            {rows.length === 0 && <Empty title={more ? 'Nobody among the newest' : filtered ? 'Nobody matches' : 'Nobody has started it yet'} />}
            {more && <Action run={more}>{rows.length === 0 ? 'Search further' : 'More'}</Action>}
          </>
        )}
      </Show>
    </>
  );
}

function Filters() {
  return (
    <SearchFilters of="People of the track" label="Name, e-mail or id">
      <StatusFilter of={STATUSES} />
    </SearchFilters>
  );
}

function Table({ track, people, titles }: { track: Track; people: People; titles: Titles }) {
  const steps = useStepNames(people.rows.flatMap(({ source }) => source.trackId ?? []));
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label="People of the track">
      <table class="track-people">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Status</th>
            <th scope="col">Since</th>
            <th scope="col">Instance</th>
            <th scope="col">Source</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {people.rows.map((each) => (
            <Row key={keyOf(each)} row={each} track={track} titles={titles} steps={steps} show={people.show} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: Enrollment;
  track: Track;
  titles: Titles;
  steps: StepNames;
  show(changed: Enrollment): void;
}

function Row({ row, track, titles, steps, show }: RowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const name = row.name ?? row.participantId;
  const path = url('participants', row.participantId, 'enrollments', row.trackId, row.instance);
  const end = async (status: Enrollment['status'], done: string): Promise<void> => {
    try {
      show((await call<Enrollment>('PATCH', path, { body: { status } })).data);
      announce(done);
    } catch (failure) {
      const now = await get<Enrollment>(path).catch(() => null);
      if (![409, 412].includes(asProblem(failure).status) || !now || now.status === 'active') {
        throw failure;
      }
      show(now);
      announce(`Not changed: ${now.updatedBy} has ${now.status} it meanwhile.`, 'bad');
    }
    // The row has lost its buttons, and with them the focus.
    setTimeout(() => link.current?.focus());
  };
  const since = row.endedAt ?? row.startedAt;
  return (
    <tr>
      <td>
        <a ref={link} href={`#/people/${row.participantId}`}>
          {name}
        </a>
      </td>
      <td>
        <Badge name={row.status} text={row.undone ? 'undone' : undefined} />
      </td>
      <td title={row.endedAt ? `Started ${atTime(row.startedAt)}, ended ${atTime(row.endedAt)}` : atTime(row.startedAt)}>{onDay(since)}</td>
      <td class="number">{row.instance}</td>
      <td>{row.source.jobId ? <a href={`#/jobs/${row.source.jobId}`}>A job</a> : sourceText(row.source, titles, steps)}</td>
      <td>
        {row.status === 'active' && row.name != null && (
          <span class="actions">
            <Confirm
              label={`Complete ${track.title} for ${name}`}
              title={`Complete ${track.title} for ${name}?`}
              text={`Instance ${row.instance} becomes completed, and the steps that are reached by completing the track begin. This cannot be undone.`}
              confirm="Complete"
              keep="Not yet"
              run={() => end('completed', `${name} has completed ${track.title}.`)}
            >
              Complete
            </Confirm>
            <Confirm
              label={`Remove ${name} from ${track.title}`}
              title={`Remove ${name} from ${track.title}?`}
              text={`Instance ${row.instance} is cancelled for good; they can start the track again as a new instance. Steps of this instance that still wait skip them, and invitations that it has led to can no longer be accepted. Open invitations to ${track.title} itself stay open.`}
              confirm="Remove from track"
              keep="Keep them"
              run={() => end('cancelled', `${name} is removed from ${track.title}.`)}
            >
              Remove
            </Confirm>
          </span>
        )}
      </td>
    </tr>
  );
}
