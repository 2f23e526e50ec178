import './app.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from './api';
import { InboxPage } from './inbox';
import { MapPage } from './map-page';
import { PeoplePage } from './people';
import { PersonPage } from './person';
import { useRoute } from './router';
import { type Session, SessionContext, openSession, useIs, useSession } from './session';
import { ActingAs, SignedIn, SignInPage } from './signed-in';
import { StepPage } from './step';
import { TrackPage } from './track';
import { TracksPage } from './tracks';
import { UndeliverablePage } from './undeliverable';
import { Announcements, Dialog, Failure, Heading, Loading, asProblem } from './ui';

function NotAParticipant() {
  const { me } = useSession();
  return (
    <>
      <Heading title="No participant" />
      <p>
        No participant has your subject or your verified e-mail address. An admin can save your subject with your record:{' '}
        <code>{me?.subject}</code>
      </p>
    </>
  );
}

/** A page keeps its state while only its address changes, such as when a new step is saved. */
function Page({ route, visit }: { route: string[]; visit: number }) {
  const { me } = useSession();
  const canConfigure = [useIs('admin'), useIs('manager')].includes(true);
  const [section, id, part, partId] = route;
  if (section === undefined) {
    if (canConfigure) {
      return <TracksPage />;
    }
    return me?.participantId ? <PersonPage key={me.participantId} id={me.participantId} /> : <NotAParticipant />;
  }
  if (section === 'tracks' && id === undefined) {
    return <TracksPage />;
  }
  if (section === 'tracks' && part === 'steps') {
    return <StepPage key={visit} trackId={id} stepId={partId ?? 'new'} />;
  }
  if (section === 'tracks') {
    return <TrackPage key={id} id={id} />;
  }
  if (section === 'map') {
    return <MapPage />;
  }
  if (section === 'people') {
    return id === undefined ? <PeoplePage /> : <PersonPage key={id} id={id} />;
  }
  if (section === 'undeliverable') {
    return <UndeliverablePage />;
  }
  if (section === 'inbox') {
    return <InboxPage />;
  }
  return (
    <>
      <Heading title="Page not found" />
      <p>
        There is no page at this address. <a href="#/">Go to the start page</a>
      </p>
    </>
  );
}

function Navigation({ section }: { section: string }) {
  const { settings } = useSession();
  const admin = useIs('admin');
  const canConfigure = [admin, useIs('manager')].includes(true);
  const links: [string, string, boolean][] = [
    ['tracks', 'Tracks', canConfigure],
    ['map', 'Map', canConfigure],
    ['people', canConfigure ? 'People' : 'My tracks', true],
    ['undeliverable', 'Undeliverable', canConfigure],
    ['inbox', 'Inbox', settings.local],
  ];
  const me = useSession().me;
  const mine = me?.participantId ? `#/people/${me.participantId}` : '#/';
  return (
    <nav aria-label="Main">
      {links
        .filter(([, , shown]) => shown)
        .map(([name, title]) => (
          <a
            key={name}
            href={name === 'people' && !canConfigure ? mine : `#/${name}`}
            aria-current={section === name ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
    </nav>
  );
}

function Shell() {
  const { me, settings } = useSession();
  const { route, visit, blocked, leave, stay } = useRoute();
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
        <Navigation section={route[0] ?? 'tracks'} />
        <div class="who">{settings.local ? <ActingAs /> : <SignedIn />}</div>
      </aside>
      <main id="main" tabIndex={-1}>
        <Page route={route} visit={visit} />
      </main>
      <Announcements />
      {blocked && (
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
