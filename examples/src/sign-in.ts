import { InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';

/** Ékidom's own identity provider, and what these pages are called there. */
const page = location.origin + location.pathname;
const manager = new UserManager({
  authority: import.meta.env.VITE_EMETTEUR ?? 'http://127.0.0.1:4010/ekidom',
  client_id: 'suivi-residences',
  redirect_uri: page,
  post_logout_redirect_uri: page,
  scope: 'openid',
  // In memory only: a token in the browser's storage outlives its page.
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  // What PKCE must find again after the way to the provider and back.
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
  // A minute before the token ends, by the refresh token that came with it.
  automaticSilentRenew: true,
  loadUserInfo: false,
});

/** Someone who is signed in, as long as the page is open. */
export interface Session {
  /** The token of this moment: it is renewed. */
  readonly token: () => string;
  /** At once, and not only when it is about to end. @throws Error when the provider refuses. */
  readonly renew: () => Promise<void>;
  /** Here and at the provider. */
  readonly signOut: () => Promise<void>;
}

/** Leaves the page for the provider. */
export function signIn(): Promise<void> {
  return manager.signinRedirect();
}

/**
 * Where the provider has just sent the person back; null: nobody has signed in yet.
 * @throws Error when the provider refused, or the way back began in another tab.
 */
export async function sessionFromProvider(): Promise<Session | null> {
  const answered = new URLSearchParams(location.search);
  if (!answered.has('code') && !answered.has('error')) return null;
  try {
    const user = await manager.signinCallback();
    return user ? sessionOf(user) : null;
  } catch {
    throw new Error('La connexion n’a pas abouti : recommencez.');
  } finally {
    // Code and state are of no use again, and nothing of the kind stays in the history.
    history.replaceState(null, '', location.pathname);
  }
}

function sessionOf(first: User): Session {
  let current = first;
  manager.events.addUserLoaded((user) => {
    current = user;
  });
  return {
    token: () => current.access_token,
    renew: async () => {
      await manager.signinSilent();
    },
    signOut: () => manager.signoutRedirect(),
  };
}
