import type { Perimetre, Territoire } from './territoire.js';

/** `typ` header of the token the gateway mints for one subgraph. */
export const gatewayTokenType = 'passerelle-subgraph+jwt';
/** `iss` of that token. */
export const gatewayTokenIssuer = 'passerelle';
/** Longest life of that token, in seconds. */
export const gatewayTokenLifetime = 60;

/** One scope the caller holds for this request; `perimetres` null: every row. */
export interface Droit {
  readonly perimetres: readonly Perimetre[] | null;
  readonly fondements: readonly string[];
  /** The declared purposes under which the grant applies; empty when it needs none. */
  readonly finalites: readonly string[];
}

/**
 * Claims the gateway sends to one subgraph, beside `iss`, `aud` (the subgraph's name), `iat`, `exp`.
 * `sub` is the signatory's id, or `anonyme` when `signataire` is null: then `droits` is empty.
 */
export interface GatewayTokenClaims {
  readonly sub: string;
  readonly signataire: string | null;
  readonly territoire: Territoire;
  /** By scope. Already narrowed to the declared purposes and to the caller's token. */
  readonly droits: Readonly<Record<string, Droit>>;
  readonly politiques: readonly string[];
  readonly finalites: readonly string[];
}
