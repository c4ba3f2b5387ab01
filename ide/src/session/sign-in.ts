import type { Configuration, Organisation } from './configuration.js';
import { identityOf } from './identity.js';
import { Session } from './session.js';

/**
 * Which organisation's provider the tab has gone to; removed on return. Not below the prefix of the
 * sign-in states: the library sweeps whatever it does not know there.
 */
const departure = 'passerelle-ide-organisation';

/** Leaves the page for the organisation's identity provider. */
export async function beginSignIn(
  organisation: Organisation,
  configuration: Configuration,
): Promise<void> {
  sessionStorage.setItem(departure, organisation.id);
  await identityOf(organisation, configuration).signinRedirect();
}

/**
 * The address a provider has sent the browser back to, or null. Taken out of the address bar and of
 * the history at once, whatever becomes of it.
 */
export function takeReturnAddress(): string | null {
  const { search, href } = location;
  if (search === '' && location.hash === '') return null;
  history.replaceState(null, '', import.meta.env.BASE_URL);
  const parameters = new URLSearchParams(search);
  return parameters.has('code') || parameters.has('error') ? href : null;
}

/** @throws Error when the provider refused, or the sign-in did not begin in this tab. */
export async function completeSignIn(
  address: string,
  configuration: Configuration,
): Promise<Session> {
  const id = sessionStorage.getItem(departure);
  sessionStorage.removeItem(departure);
  const organisation = configuration.organisations.find((candidate) => candidate.id === id);
  if (!organisation) throw new Error('this sign-in did not begin here');
  const identity = identityOf(organisation, configuration);
  const user = await identity.signinRedirectCallback(address);
  return new Session(organisation, identity, user);
}
