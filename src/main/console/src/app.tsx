import './app.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ActingAs } from './acting-as';
import { Problem } from './api';
import { ImportPage } from './import';
import { InboxPage } from './inbox';
import { lazily } from './lazy';
import { MapPage } from './map-page';
import { MyPage } from './my-page';
import { PeoplePage } from './people';
import { EditPersonPage, NewPersonPage } from './person-edit';
import { PersonPage } from './person';
import { useRoute } from './router';
import { type Session, SessionContext, openSession, useIs, useSession } from './session';
import { SignedIn, SignInPage } from './signed-in';
import { StepPage } from './step';
import { TrackPage } from './track';
import { TracksPage } from './tracks';
import { UndeliverablePage } from './undeliverable';
import { Announcements, Dialog, Failure, Heading, Loading, asProblem } from './ui';

const JobPages = lazily(() => import('./job-pages').then((pages) => pages.JobPages));
const ReportPage = lazily(() => import('./report').then((page) => page.ReportPage));

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
  const admin = useIs('admin');
  const canConfigure = [admin, useIs('manager')].includes(true);
  const [section, id, part, partId] = route;
  if (section === undefined) {
    if (canConfigure) {
      return <TracksPage />;
    }
    return me?.participantId ? <MyPage id={me.participantId} /> : <NotAParticipant />;
  }
  if (section === 'tracks' && id === undefined) {
    return <TracksPage />;
  }
  if (section === 'tracks' && part === 'steps') {
    return <StepPage key={visit} trackId={id} stepId={partId ?? 'new'} />;
  }
  if (section === 'tracks' && part === 'report') {
    return <ReportPage key={id} id={id} />;
  }
  if (section === 'tracks') {
    return <TrackPage key={id} id={id} />;
  }
  if (section === 'map') {
    return <MapPage />;
  }
  if (section === 'my-tracks') {
    return me?.participantId ? <MyPage id={me.participantId} /> : <NotAParticipant />;
  }
  if (!admin && (part === 'edit' || section === 'new-person' || section === 'import-people')) {
    return <Failure problem={new Problem(403, '', 'Only admins add, change and import people.')} />;
  }
  if (section === 'people' && part === 'edit') {
    return <EditPersonPage key={id} id={id} />;
  }
  if (section === 'people' && id !== undefined) {
    return id === me?.participantId && !canConfigure ? <MyPage id={id} /> : <PersonPage key={id} id={id} />;
  }
  if (section === 'people') {
    return <PeoplePage />;
  }
  if (section === 'new-person') {
    return <NewPersonPage />;
  }
  if (section === 'import-people') {
    return <ImportPage />;
  }
  if (section === 'undeliverable') {
    return <UndeliverablePage />;
  }
  if (section === 'jobs' || section === 'new-job') {
    return canConfigure ? <JobPages route={route} /> : <Failure problem={new Problem(403, '', 'Only admins and managers see jobs.')} />;
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

/** The entries of the navigation to which pages belong whose address begins differently. */
const SECTIONS: Record<string, string> = { 'new-person': 'people', 'import-people': 'people', 'new-job': 'jobs' };

function Navigation({ section: named }: { section: string | undefined }) {
  const { me, settings } = useSession();
  const admin = useIs('admin');
  const canConfigure = [admin, useIs('manager')].includes(true);
  const section = named ?? (canConfigure ? 'tracks' : 'my-tracks');
  const links: [string, string, boolean][] = [
    ['tracks', 'Tracks', canConfigure],
    ['map', 'Map', canConfigure],
    ['people', 'People', canConfigure],
    ['jobs', 'Jobs', canConfigure],
    ['my-tracks', 'My tracks', !canConfigure || me?.participantId != null],
    ['undeliverable', 'Undeliverable', canConfigure],
    ['inbox', 'Inbox', settings.local],
  ];
  return (
    <nav aria-label="Main">
      {links
        .filter(([, , shown]) => shown)
        .map(([name, title]) => (
          <a
            key={name}
            href={`#/${name}`}
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
        <Navigation section={SECTIONS[route[0]] ?? route[0]} />
        <div class="who">{settings.local ? <ActingAs /> : <SignedIn />}</div>
      </aside>
      <main id="main" tabIndex={-1}>
        <Page route={route} visit={visit} />
      </main>
      <Announcements />
      {blocked && (
        <Dialog title="Leave without saving?" onClose={stay}>
          <p>What you have begun on this page is not complete, and is lost if you leave.</p>
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
