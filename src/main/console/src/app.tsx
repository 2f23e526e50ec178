import './app.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from './api';
import { isHeld, letGo } from './guard';
import { InboxPage } from './inbox';
import { MapPage } from './map-page';
import { PeoplePage } from './people';
import { PersonPage } from './person';
import { type Session, SessionContext, openSession, useIs, useSession } from './session';
import { ActingAs, SignedIn, SignInPage } from './signed-in';
import { StepPage } from './step';
import { TrackPage } from './track';
import { TracksPage } from './tracks';
import { Announcements, Dialog, Failure, Heading, Loading, asProblem } from './ui';

function hash(): string {
  return location.hash.startsWith('#/') ? location.hash : '#/';
}

/** The place in the address; a page with unsaved changes may hold people back first. */
function useRoute(): { route: string[]; held: string | null; leave(): void; stay(): void } {
  const [place, setPlace] = useState(hash());
  const [held, setHeld] = useState<string | null>(null);
  useEffect(() => {
    const changed = (): void => {
      const next = hash();
      if (next !== place && isHeld()) {
        history.replaceState(null, '', place);
        setHeld(next);
      } else if (next !== place) {
        setPlace(next);
        window.scrollTo(0, 0);
      }
    };
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, [place]);
  return {
    route: place.slice(2).split('/').filter(Boolean).map(decodeURIComponent),
    held,
    leave() {
      letGo();
      const to = held ?? '#/';
      setHeld(null);
      location.hash = to;
    },
    stay: () => setHeld(null),
  };
}

function Page({ route }: { route: string[] }) {
  const { me } = useSession();
  const configures = [useIs('admin'), useIs('manager')].includes(true);
  const [room, id, part, partId] = route;
  if (room === undefined) {
    return configures ? <TracksPage /> : <PersonPage key={me?.participantId} id={me?.participantId ?? ''} />;
  }
  if (room === 'tracks' && id === undefined) {
    return <TracksPage />;
  }
  if (room === 'tracks' && part === 'steps') {
    return <StepPage key={`${id}/${partId}`} trackId={id} stepId={partId ?? 'new'} />;
  }
  if (room === 'tracks') {
    return <TrackPage key={id} id={id} />;
  }
  if (room === 'map') {
    return <MapPage />;
  }
  if (room === 'people') {
    return id === undefined ? <PeoplePage /> : <PersonPage key={id} id={id} />;
  }
  if (room === 'inbox') {
    return <InboxPage />;
  }
  return (
    <>
      <Heading title="Nothing here" />
      <p>
        This address leads nowhere. <a href="#/">Go to the start</a>
      </p>
    </>
  );
}

function Navigation({ room }: { room: string }) {
  const { settings } = useSession();
  const admin = useIs('admin');
  const configures = [admin, useIs('manager')].includes(true);
  const places: [string, string, boolean][] = [
    ['tracks', 'Tracks', configures],
    ['map', 'Map', configures],
    ['people', configures ? 'People' : 'My tracks', true],
    ['inbox', 'Inbox', settings.local],
  ];
  const me = useSession().me;
  return (
    <nav aria-label="Main">
      {places
        .filter(([, , shown]) => shown)
        .map(([name, title]) => (
          <a
            key={name}
            href={name === 'people' && !configures ? `#/people/${me?.participantId}` : `#/${name}`}
            aria-current={room === name ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
    </nav>
  );
}

function Shell() {
  const { me, settings } = useSession();
  const { route, held, leave, stay } = useRoute();
  if (!me) {
    return <SignInPage />;
  }
  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event: Event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        Skip to the page
      </a>
      <aside class="side">
        <a class="brand" href="#/">
          <span class="mark" aria-hidden="true" />
          Tracks
        </a>
        <Navigation room={route[0] ?? 'tracks'} />
        <div class="who">{settings.local ? <ActingAs /> : <SignedIn />}</div>
      </aside>
      <main id="main" tabIndex={-1}>
        <Page route={route} />
      </main>
      <Announcements />
      {held && (
        <Dialog title="Leave without saving?" onClose={stay}>
          <p>Your changes to this step are not saved yet.</p>
          <div class="dialog-actions">
            <button type="button" class="button primary" onClick={stay}>
              Keep editing
            </button>
            <button type="button" class="button" onClick={leave}>
              Discard and leave
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function App() {
  const [session, setSession] = useState<Session | null>(null);
  const [error, setError] = useState<Problem | null>(null);
  const open = (): void => {
    setError(null);
    openSession().then(setSession, (failure) => setError(asProblem(failure)));
  };
  useEffect(open, []);
  if (error) {
    return (
      <main class="alone">
        <h1>Tracks</h1>
        <Failure problem={error} retry={open} />
      </main>
    );
  }
  if (!session) {
    return (
      <main class="alone">
        <Loading />
      </main>
    );
  }
  return (
    <SessionContext.Provider value={session}>
      <Shell />
    </SessionContext.Provider>
  );
}

render(<App />, document.getElementById('app') as HTMLElement);
