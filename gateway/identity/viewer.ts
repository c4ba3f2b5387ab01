import type { Territoire } from '../../schema/contract/territoire.js';
import type { Classe } from '../../schema/convention/convention.js';
import type { Droit } from '../../schema/contract/gateway-token.js';
import type { Rights } from '../../schema/rules/access-rules.js';

/** What a convention's grants to a caller depend on. */
export interface Caller {
  /** null: nobody who may speak (no token, or an organisation that is no signatory in force). */
  readonly signataire: string | null;
  /** Scopes of the token; null: all that the signatory was granted. */
  readonly scopes: readonly string[] | null;
  /** Purposes declared, among those the convention knows. */
  readonly finalites: readonly string[];
}

/** Who asks, once verified, and what that opens. Shared by all requests with the same token and purposes. */
export interface Viewer extends Caller {
  /** The token's `sub`, never logged as it is. */
  readonly subject: string | null;
  readonly rights: Rights;
  /** The OAuth client that may send published documents only; null: whatever it likes. */
  readonly restrictedClient: string | null;
  readonly droits: Readonly<Record<string, Droit>>;
  readonly territoire: Territoire;
  readonly politiques: readonly string[];
  /** Scopes held that a person's own mandate opens → the subgraph that owns them. */
  readonly byMandate: ReadonlyMap<string, string>;
  /** Class of each scope held. */
  readonly classes: ReadonlyMap<string, Classe>;
}

/**
 * Stands for a client that its token does not name, where the signatory restricts some: restricted
 * too, and no document is published for it.
 */
export const unnamedClient = '';

export const anonymous: Viewer = {
  signataire: null,
  scopes: null,
  subject: null,
  restrictedClient: null,
  rights: { authenticated: false, scopes: new Set(), policies: new Set() },
  droits: {},
  territoire: {},
  politiques: [],
  finalites: [],
  byMandate: new Map(),
  classes: new Map(),
};
