import './app.css';
import { type JSX, render } from 'preact';
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
import { type Route, pageAt } from './routes';
import { type Session, SessionContext, openSession, useIs, useSession } from './session';
import { SignedIn, SignInPage } from './signed-in';
import { StepPage } from './step';
import { StepPeoplePage } from './step-people';
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

/** Who may see a page; everyone may see the others, and the API decides what is in them. */
const ADMINS: Route[] = ['people/:person/edit', 'new-person', 'import-people'];
const CONFIGURE: Route[] = ['jobs', 'jobs/:job', 'new-job/:kind'];

type PageOf = (values: string[], visit: number) => JSX.Element;

const PAGES: Record<Route, PageOf> = {
  '': () => <StartPage />,
  tracks: () => <TracksPage />,
  'tracks/:track': ([id]) => <TrackPage key={id} id={id} />,
  'tracks/:track/report': ([id]) => <ReportPage key={id} id={id} />,
  'tracks/:track/steps/:step': ([id, stepId], visit) => <StepPage key={visit} trackId={id} stepId={stepId} />,
  'tracks/:track/steps/:step/people': ([id, stepId], visit) => <StepPeoplePage key={visit} trackId={id} stepId={stepId} />,
  map: () => <MapPage />,
  people: () => <PeoplePage />,
  'people/:person': ([id]) => <OnePersonPage key={id} id={id} />,
  'people/:person/edit': ([id]) => <EditPersonPage key={id} id={id} />,
  'new-person': () => <NewPersonPage />,
  'import-people': () => <ImportPage />,
  jobs: () => <JobPages page="jobs" />,
  'jobs/:job': ([id]) => <JobPages key={id} page="job" id={id} />,
  'new-job/:kind': ([kind]) => <JobPages key={kind} page="new" id={kind} />,
  'my-tracks': () => <OwnPage />,
  undeliverable: () => <UndeliverablePage />,
  inbox: () => <InboxPage />,
};

function useCanConfigure(): boolean {
  return [useIs('admin'), useIs('manager')].includes(true);
}

function OwnPage() {
  const { me } = useSession();
  return me?.participantId ? <MyPage id={me.participantId} /> : <NotAParticipant />;
}

function StartPage() {
  return useCanConfigure() ? <TracksPage /> : <OwnPage />;
}

function OnePersonPage({ id }: { id: string }) {
  const { me } = useSession();
  const canConfigure = useCanConfigure();
  return id === me?.participantId && !canConfigure ? <MyPage id={id} /> : <PersonPage id={id} />;
}

/** A page keeps its state while only its address changes, such as when a new step is saved. */
function Page({ route, visit }: { route: string[]; visit: number }) {
  const admin = useIs('admin');
  const canConfigure = useCanConfigure();
  const at = pageAt(route);
  if (!at) {
    return <NotFound />;
  }
  if (!admin && ADMINS.includes(at.route)) {
    return <Failure problem={new Problem(403, '', 'Only admins add, change and import people.')} />;
  }
  if (!canConfigure && CONFIGURE.includes(at.route)) {
    return <Failure problem={new Problem(403, '', 'Only admins and managers see jobs.')} />;
  }
  return PAGES[at.route](at.values, visit);
}

function NotFound() {
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
