// Sign-in and sign-out.
import { useSession } from './session';
import { Action } from './ui';

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
