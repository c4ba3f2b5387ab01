import type { Emetteur, TypeDeJeton } from './convention.js';

/** How the tokens of one issuer are judged. */
export interface TokenRules {
  readonly types: readonly TypeDeJeton[];
  /** From `iat` to `exp`, in seconds. */
  readonly longestLife: number;
  /** By how much the issuer's clock and ours may differ, in seconds. */
  readonly clockTolerance: number;
  /** The claim that lists for which purposes the token may be used; null: the request declares them. */
  readonly purposesClaim: string | null;
}

export function tokenRules({ jetons = {} }: Emetteur): TokenRules {
  return {
    types: jetons.types ?? ['at+jwt'],
    longestLife: Number(jetons.dureeMaximale ?? 3_600),
    clockTolerance: Number(jetons.toleranceHorloge ?? 30),
    purposesClaim: jetons.finalites ?? null,
  };
}
