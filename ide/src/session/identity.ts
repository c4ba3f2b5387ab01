import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Configuration, Organisation } from './configuration.js';

/** Seconds before the end of a token at which it is renewed. */
const renewBefore = 60;

/**
 * The organisation's own identity provider, as this page speaks with it. Tokens live in the page's
 * memory; only what PKCE must find again after the redirect is in the tab's session storage.
 */
export function identityOf(
  { emetteur }: Organisation,
  { client, ressource }: Configuration,
): UserManager {
  const here = new URL(import.meta.env.BASE_URL, location.origin).href;
  return new UserManager({
    authority: emetteur,
    client_id: client,
    redirect_uri: here,
    post_logout_redirect_uri: here,
    response_type: 'code',
    scope: 'openid offline_access',
    // A resource indicator is a URI (RFC 8707); a plain audience is the provider's default.
    ...(URL.canParse(ressource) && { resource: ressource }),
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'passerelle-ide.' }),
    automaticSilentRenew: false,
    accessTokenExpiringNotificationTimeInSeconds: renewBefore,
    loadUserInfo: false,
    monitorSession: false,
  });
}
