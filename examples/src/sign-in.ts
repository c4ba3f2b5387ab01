import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';

/** Ékidom's own identity provider, and what these pages are called there. */
const manager = new UserManager({
  authority: import.meta.env.VITE_EMETTEUR ?? 'http://127.0.0.1:4010/ekidom',
  client_id: 'suivi-residences',
  redirect_uri: location.origin + location.pathname,
  scope: 'openid',
  // In memory only: a token in the browser's storage outlives its page.
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  // What PKCE must find again after the way to the provider and back.
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
  automaticSilentRenew: false,
  loadUserInfo: false,
});

/** Leaves the page for the provider. */
export function signIn(): Promise<void> {
  return manager.signinRedirect();
}

/**
 * The token, where the provider has just sent the person back; null: nobody has signed in yet.
 * @throws Error when the provider refused, or the way back began in another tab.
 */
export async function tokenFromProvider(): Promise<string | null> {
  if (!new URLSearchParams(location.search).has('state')) return null;
  try {
    const user = await manager.signinCallback();
    return user?.access_token ?? null;
  } finally {
    // Code and state are of no use again, and nothing of the kind stays in the history.
    history.replaceState(null, '', location.pathname);
  }
}
