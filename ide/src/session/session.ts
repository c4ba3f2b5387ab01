import type { User, UserManager } from 'oidc-client-ts';
import type { Organisation } from './configuration.js';

/** Why a session is over: its time, the gateway's refusal of its token, or its person. */
export type SessionEnd = 'expiree' | 'refusee' | 'fermee';

/** Thrown to whoever asks for the token of a session that is over. */
class SessionOver extends Error {
  override readonly name = 'SessionOver';
}

/** An analyst who has signed in for one signatory. Nothing of it survives the page. */
export class Session {
  readonly signataireId: string;
  readonly nom: string;
  private over = false;
  private renewal: Promise<User | null> | null = null;
  private readonly endings = new Set<(why: SessionEnd) => void>();
  private readonly warnings = new Set<() => void>();

  constructor(
    organisation: Organisation,
    private readonly identity: UserManager,
    private user: User,
  ) {
    this.signataireId = organisation.id;
    this.nom = organisation.nom;
    identity.events.addAccessTokenExpiring(() => void this.renewOrWarn());
    identity.events.addAccessTokenExpired(() => void this.renewOrEnd());
  }

  /** @throws SessionOver once it is over and cannot be renewed. */
  async token(): Promise<string> {
    if (!this.over && this.user.expired === true) await this.renewOrEnd();
    if (this.over) throw new SessionOver();
    return this.user.access_token;
  }

  /** Called once, when the session is over. */
  onEnd(listener: (why: SessionEnd) => void): () => void {
    this.endings.add(listener);
    return () => this.endings.delete(listener);
  }

  /** Called a minute before the end, when the session cannot be renewed. */
  onEnding(listener: () => void): () => void {
    this.warnings.add(listener);
    return () => this.warnings.delete(listener);
  }

  /** The gateway does not accept the token any more. */
  refused(): void {
    this.end('refusee');
  }

  /** Forgets the tokens; the organisation's provider still knows the person. */
  leave(): void {
    this.end('fermee');
  }

  /** Forgets the tokens and ends the session at the organisation's provider, which comes back here. */
  async signOut(): Promise<void> {
    this.end('fermee');
    try {
      // Without the user, so that no identity token is written into an address.
      await this.identity.signoutRedirect();
    } catch {
      // A provider that is away, or ends no sessions: this page has forgotten the person all the same.
    }
  }

  private async renewOrWarn(): Promise<void> {
    if (!(await this.renewed())) for (const warn of this.warnings) warn();
  }

  private async renewOrEnd(): Promise<void> {
    if (!this.over && !(await this.renewed())) this.end('expiree');
  }

  private async renewed(): Promise<boolean> {
    if (this.over || this.user.refresh_token === undefined) return false;
    this.renewal ??= this.identity.signinSilent().finally(() => (this.renewal = null));
    try {
      const user = await this.renewal;
      if (user) this.user = user;
      return user !== null;
    } catch {
      // The provider refuses or is away: the session then ends at its time, and says so.
      return false;
    }
  }

  private end(why: SessionEnd): void {
    if (this.over) return;
    this.over = true;
    void this.identity.removeUser();
    for (const listener of this.endings) listener(why);
  }
}
