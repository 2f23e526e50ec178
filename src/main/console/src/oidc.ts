// Sign-in with OpenID Connect: authorization code flow with PKCE (RFC 7636). Loaded only if sign-in is configured. Tokens
// are in the tab's session storage, never in local storage.
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SignIn } from './types';

export interface Provider {
  /** Completes a sign-in from the URL's query, or resumes an earlier one; false if nobody is signed in. */
  resume(): Promise<boolean>;
  token(): Promise<string | null>;
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  forget(): Promise<void>;
}

export function openSignIn(settings: SignIn): Provider {
  // The console's page, which may be served below a base path.
  const home = new URL('.', location.href).href;
  const manager = new UserManager({
    authority: settings.issuer,
    client_id: settings.clientId,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    response_type: 'code',
    scope: settings.scope,
    automaticSilentRenew: true,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
  return {
    async resume() {
      const answer = new URLSearchParams(location.search);
      if (answer.has('state') && (answer.has('code') || answer.has('error'))) {
        try {
          const user = await manager.signinCallback();
          const back = typeof user?.state === 'string' && user.state.startsWith('#/') ? user.state : '#/';
          history.replaceState(null, '', `${home}${back}`);
        } catch (error) {
          history.replaceState(null, '', home);
          throw error;
        }
      }
      const user = await manager.getUser();
      return user !== null && !user.expired;
    },
    async token() {
      const user = await manager.getUser();
      return user && !user.expired ? user.access_token : null;
    },
    async signIn() {
      // Not a setting of the manager, which would also add them to the sign-out.
      const extraQueryParams = { ...settings.parameters };
      if (settings.audience !== null) {
        extraQueryParams.audience = settings.audience;
      }
      await manager.signinRedirect({ state: location.hash, extraQueryParams });
    },
    async signOut() {
      try {
        await manager.signoutRedirect();
      } catch {
        // The issuer has no end-session endpoint: only the tab's own session can end.
        await manager.removeUser();
        location.assign(home);
      }
    },
    async forget() {
      await manager.removeUser();
      location.reload();
    },
  };
}
