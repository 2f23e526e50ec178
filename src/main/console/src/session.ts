// The console's user. Deployed: signed in with OpenID Connect. In the local cloud: the person that the user acts as.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { get, useTokens } from './api';
import { forgetKept } from './kept';
import { useLocalClock } from './local-clock';
import type { Me, Settings } from './types';

const ACTING = 'tracks.acting';

export interface Session {
  settings: Settings;
  me: Me | null;
  /** `<participantId>-<role>` in the local cloud, else null. */
  acting: string | null;
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  actAs(who: string): void;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) {
    throw new Error('no session');
  }
  return session;
}

export function useIs(role: 'admin' | 'manager' | 'member'): boolean {
  const { me } = useSession();
  return me?.roles.includes(role) ?? false;
}

/** Opens the session; `me` is null if nobody is signed in. */
export async function openSession(): Promise<Session> {
  const settings = await get<Settings>('/console.json');
  return settings.local ? localSession(settings) : signedInSession(settings);
}

async function localSession(settings: Settings): Promise<Session> {
  const acting = sessionStorage.getItem(ACTING) ?? 'root-admin';
  useLocalClock();
  useTokens(
    async () => `local-${acting}`,
    () => undefined,
  );
  return {
    settings,
    acting,
    me: await get<Me>('/v1/me'),
    signIn: async () => undefined,
    signOut: async () => undefined,
    actAs(who) {
      forgetKept();
      sessionStorage.setItem(ACTING, who);
      location.hash = '#/';
      location.reload();
    },
  };
}

async function signedInSession(settings: Settings): Promise<Session> {
  const none = async (): Promise<void> => undefined;
  if (!settings.signIn) {
    return { settings, acting: null, me: null, signIn: none, signOut: none, actAs: () => undefined };
  }
  const { openSignIn } = await import('./oidc');
  const provider = openSignIn(settings.signIn);
  const known = await provider.resume();
  useTokens(provider.token, () => void provider.forget());
  return {
    settings,
    acting: null,
    me: known ? await get<Me>('/v1/me') : null,
    signIn: provider.signIn,
    signOut() {
      forgetKept();
      return provider.signOut();
    },
    actAs: () => undefined,
  };
}
