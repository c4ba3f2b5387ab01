import { boundedText } from '../../../schema/process/bounded-text.js';
import { membersOf } from './members-of.js';
import type { ServiceAccount } from './service-accounts.js';

/** A token is not used in its last seconds, in milliseconds. */
const margin = 30_000;
/** In bytes. */
const largestAnswer = 64 * 1024;

interface Held {
  readonly token: string;
  readonly until: number;
}

/** Tokens of service accounts by the client credentials grant, each kept for as long as it lives. */
export class AccountTokens {
  private readonly held = new Map<string, Held>();

  constructor(private readonly now: () => number = Date.now) {}

  /** @throws Error where the issuer gives none. */
  async of(
    { signataire, jetons, client, secret }: ServiceAccount,
    signal: AbortSignal,
  ): Promise<string> {
    const known = this.held.get(signataire);
    if (known && known.until > this.now()) return known.token;
    const response = await fetch(jetons, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      redirect: 'error',
      signal,
    });
    const { access_token: token, expires_in: seconds } = membersOf(
      await boundedText(response, largestAnswer),
    );
    if (!response.ok || typeof token !== 'string') throw new NoToken();
    const life = typeof seconds === 'number' ? seconds * 1_000 : 0;
    this.held.set(signataire, { token, until: this.now() + life - margin });
    return token;
  }

  forget({ signataire }: ServiceAccount): void {
    this.held.delete(signataire);
  }
}

class NoToken extends Error {
  override readonly name = 'the issuer gives no token';
}
