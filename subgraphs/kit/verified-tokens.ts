import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Appelant } from './appelant.js';

/** What is known of a token whose signature and claims were found good. */
export interface VerifiedToken {
  readonly appelant: Appelant;
  /** That its signature was verified with. */
  readonly key: KeyObject;
  /** Milliseconds since 1970: when it was verified, and when it has expired, tolerance included. */
  readonly from: number;
  readonly until: number;
}

/** Of all texts together, in UTF-16 units: some thousand tokens. */
const mostText = 8_000_000;

/**
 * Tokens that were verified before: the gateway sends the same one for as long as its caller's
 * rights stay the same, and an EdDSA signature costs more than the rest of reading it. Kept by the
 * whole text, for no longer than it is good.
 */
export class VerifiedTokens {
  private readonly known = new LRUCache<string, VerifiedToken>({
    maxSize: mostText,
    sizeCalculation: (_verified, token) => token.length,
  });

  /**
   * @param key the one that the set has now for this token: one that was replaced verifies nothing.
   * @param now milliseconds since 1970; a clock that was put back makes it verified anew.
   */
  find(token: string, key: KeyObject, now: number): Appelant | null {
    const verified = this.known.get(token);
    if (!verified) return null;
    if (now >= verified.from && now < verified.until && verified.key.equals(key)) {
      return verified.appelant;
    }
    this.known.delete(token);
    return null;
  }

  keep(token: string, verified: VerifiedToken): void {
    this.known.set(token, verified);
  }
}
