import type { Configuration, Organisation } from './configuration.js';
import { identityOf } from './identity.js';
import { signInFailed } from './session-messages.js';
import { Session } from './session.js';

/**
 * Which organisation's provider the tab has gone to; removed on return. Not below the prefix of the
 * sign-in states: the library sweeps whatever it does not know there.
 */
const departure = 'passerelle-ide-organisation';
/** Set while nobody is asked: what to say when the provider does not know the person any more. */
const resumption = 'passerelle-ide-reprise';
/** For which organisation this tab's desk is open: never for whom. */
const desk = 'passerelle-ide-bureau';

/** What was said of the session that ended last in this tab. */
const endNotice = 'passerelle-ide-fin';

/** For which organisation this browser was used last: never by whom. */
const last = 'passerelle/organisation';

export function lastOrganisation(): string | null {
  return localStorage.getItem(last);
}

/** Leaves the page for the organisation's identity provider. */
export async function beginSignIn(
  organisation: Organisation,
  configuration: Configuration,
): Promise<void> {
  sessionStorage.setItem(departure, organisation.id);
  sessionStorage.removeItem(resumption);
  sessionStorage.removeItem(endNotice);
  // Nobody comes back to the choice by going back: it stands for an older sign-in.
  await identityOf(organisation, configuration).signinRedirect({ redirectMethod: 'replace' });
}

/**
 * Opens the desk again that this tab had: the provider that still knows the person asks nothing.
 *
 * @param failed what to say when it does.
 * @returns false where no desk was open.
 * @throws Error when the provider is away.
 */
export async function resumeSignIn(configuration: Configuration, failed: string): Promise<boolean> {
  const id = sessionStorage.getItem(desk);
  const organisation = configuration.organisations.find((candidate) => candidate.id === id);
  if (!organisation) return false;
  sessionStorage.removeItem(desk);
  sessionStorage.setItem(departure, organisation.id);
  sessionStorage.setItem(resumption, failed);
  const identity = identityOf(organisation, configuration);
  await identity.signinRedirect({ prompt: 'none', redirectMethod: 'replace' });
  return true;
}

/** What to say of a sign-in that has failed just now. */
export function takeFailure(): string {
  const failed = sessionStorage.getItem(resumption);
  sessionStorage.removeItem(resumption);
  return failed ?? signInFailed;
}

/** The desk of this tab is closed: a reload does not open it again, and says the same of it. */
export function forgetDesk(notice: string): void {
  sessionStorage.removeItem(desk);
  sessionStorage.setItem(endNotice, notice);
}

/** What this tab has said of its last session, until somebody signs in anew. */
export function lastNotice(): string | null {
  return sessionStorage.getItem(endNotice);
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
  sessionStorage.removeItem(resumption);
  sessionStorage.setItem(desk, organisation.id);
  try {
    localStorage.setItem(last, organisation.id);
  } catch {
    // A full storage: the next choice begins without the last.
  }
  return new Session(organisation, identity, user);
}
