import { useEffect, useState } from 'preact/hooks';
import { usePages } from './pages';
import { useQuery } from './router';
import { useIs } from './session';
import type { Participant } from './types';
import { Action, Avatar, Empty, Heading, Show } from './ui';

export function PeoplePage() {
  const admin = useIs('admin');
  return (
    <>
      <Heading title="People">
        {admin && (
          <>
            <a class="button small" href="#/import-people">
              Import people
            </a>
            <a class="button primary small" href="#/new-person">
              Add a person
            </a>
          </>
        )}
      </Heading>
      {admin ? <Search /> : <ById />}
    </>
  );
}

/** Only admins may list people; a manager enters an id. */
function ById() {
  const [id, setId] = useState('');
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event: Event) => {
        event.preventDefault();
        location.hash = `#/people/${encodeURIComponent(id.trim())}`;
      }}
    >
      <label for="person-id">Id of a person in your tracks</label>
      <div class="row">
        <input id="person-id" required value={id} onInput={(event) => setId(event.currentTarget.value)} />
        <button type="submit" class="button primary">
          Show
        </button>
      </div>
    </form>
  );
}

function Search() {
  const [text, setText] = useQuery('q');
  const [query, setQuery] = useState(text.trim());
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const { first, rows: people, more } = usePages<Participant>(`/v1/participants?limit=25&q=${encodeURIComponent(query)}`);
  return (
    <>
      <form class="search" role="search" onSubmit={(event: Event) => event.preventDefault()}>
        <label for="person-search">Name, e-mail or id</label>
        <input
          id="person-search"
          type="search"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
      <Show of={first}>
        {() =>
          people.length === 0 && !more ? (
            <Empty title={query ? `Nobody matches “${query}”` : 'No people yet'}>
              {!query && <p>Add people one by one, or import them from a CSV file.</p>}
            </Empty>
          ) : (
            <>
              <ul class="rows" aria-label="People">
                {people.map((person) => (
                  <PersonRow key={person.id} person={person} />
                ))}
              </ul>
              {more && <Action run={more}>More</Action>}
            </>
          )
        }
      </Show>
    </>
  );
}

function PersonRow({ person }: { person: Participant }) {
  const about = [person.email, ...Object.values(person.attributes), !person.active && 'deactivated'].filter(Boolean);
  return (
    <li class="row-link">
      <a href={`#/people/${person.id}`} class="person">
        <Avatar name={person.name} />
        <span>
          <span class="row-title">{person.name}</span>
          <span class="muted">{about.join(' · ') || person.id}</span>
        </span>
      </a>
    </li>
  );
}
