import type { Droit } from '../../schema/contract/gateway-token.js';
import type { Territoire } from '../../schema/contract/territoire.js';

/**
 * Who asks, as the gateway's token says. `signataire` null: nobody known, and then `droits` is
 * empty. `droits` holds the scopes that count for this request, already narrowed to the declared
 * purposes and to the caller's own token.
 */
export interface Appelant {
  readonly signataire: string | null;
  /** A pseudonym of the person, for the log; null, not given: none is known. No right hangs on it. */
  readonly personne?: string | null;
  readonly territoire: Territoire;
  readonly droits: ReadonlyMap<string, Droit>;
  readonly politiques: readonly string[];
  readonly finalites: readonly string[];
  /**
   * The account of the person, as its organisation's issuer names it (`sub`); null, not given: no
   * person's own mandate opens rows here.
   */
  readonly compte?: string | null;
}
