// Sign-in and sign-out; in the local cloud, the choice of the person to act as.
import { useEffect, useState } from 'preact/hooks';
import { list } from './api';
import { useSession } from './session';
import type { Participant } from './types';
import { Action } from './ui';

const LOCAL_ADMIN = 'root-admin';

/** In the local cloud the user may act as any person. The list of people is read as its admin. */
export function ActingAs() {
  const { acting, actAs } = useSession();
  const [people, setPeople] = useState<Participant[]>([]);
  useEffect(() => {
    list<Participant>('/v1/participants?limit=100', { token: `local-${LOCAL_ADMIN}` }).then(setPeople, () => undefined);
  }, []);
  const current = acting ?? LOCAL_ADMIN;
  const known = current === LOCAL_ADMIN || people.some((person) => current.startsWith(`${person.id}-`));
  return (
    <>
      <label for="acting">Act as</label>
      <select id="acting" value={current} onChange={(event) => actAs(event.currentTarget.value)}>
        <option value={LOCAL_ADMIN}>Admin</option>
        {!known && <option value={current}>{current}</option>}
        <optgroup label="Managers">
          {people.map((person) => (
            <option key={person.id} value={`${person.id}-manager`}>
              {person.name}, manager
            </option>
          ))}
        </optgroup>
        <optgroup label="Members">
          {people.map((person) => (
            <option key={person.id} value={`${person.id}-member`}>
              {person.name}
            </option>
          ))}
        </optgroup>
      </select>
    </>
  );
}

export function SignedIn() {
  const { me, signOut } = useSession();
  return (
    <>
      <span class="signed-in">
        Signed in as <strong>{me?.participantId ?? me?.subject}</strong>
      </span>
      <Action kind="small" run={signOut}>
        Sign out
      </Action>
    </>
  );
}

export function SignInPage() {
  const { settings, signIn } = useSession();
  return (
    <main class="alone">
      <span class="mark large" aria-hidden="true" />
      <h1>Tracks</h1>
      {settings.signIn ? (
        <>
          <p>Onboarding and learning, track by track.</p>
          <Action kind="primary" run={signIn}>
            Sign in
          </Action>
        </>
      ) : (
        <p>
          Sign-in is not configured: the deployment parameter <code>SignInClientId</code> is not set.
        </p>
      )}
    </main>
  );
}
