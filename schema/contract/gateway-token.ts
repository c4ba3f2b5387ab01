import type { Perimetre, Territoire } from './territoire.js';

/** `typ` header of the token the gateway mints for one subgraph. */
export const gatewayTokenType = 'passerelle-subgraph+jwt';
/** `iss` of that token. */
export const gatewayTokenIssuer = 'passerelle';
/** Longest life of that token, in seconds. */
export const gatewayTokenLifetime = 60;

/** `aud` of a token for one of several operators of a subgraph; where one operates it, its name alone. */
export function operatorAudience(subgraph: string, operator: string): string {
  return `${subgraph}/${operator}`;
}

/** One scope the caller holds for this request; `perimetres` null: every row. */
export interface Droit {
  readonly perimetres: readonly Perimetre[] | null;
  readonly fondements: readonly string[];
  /** The declared purposes under which the grant applies; empty when it needs none. */
  readonly finalites: readonly string[];
}

/**
 * Claims the gateway sends to one subgraph, beside `iss`, `aud` (the subgraph's name, or `operatorAudience`), `iat`, `exp`.
 * `sub` is the signatory's id, or `anonyme` when `signataire` is null: then `droits` is empty.
 */
export interface GatewayTokenClaims {
  readonly sub: string;
  readonly signataire: string | null;
  /** A pseudonym of the person, the same in the gateway's journal; not given, null: none is known. */
  readonly personne?: string | null;
  readonly territoire: Territoire;
  /** By scope. Already narrowed to the declared purposes and to the caller's token. */
  readonly droits: Readonly<Record<string, Droit>>;
  readonly politiques: readonly string[];
  readonly finalites: readonly string[];
  /**
   * The account of the person, as its organisation's issuer names it (`sub`). Only where rows are opened by a
   * person's own mandate (`mandat`), and only to the owner of those rows.
   */
  readonly compte?: string;
}
