import type { Classe, Territoire } from '../../schema/convention/convention.js';
import type { Droit } from '../../schema/gateway-token.js';
import type { Rights } from '../../schema/rules/access-rules.js';

/** Who asks, once verified, and what that opens. Shared by all requests with the same token and purposes. */
export interface Viewer {
  /** null: nobody who may speak (no token, or an organisation that is no signatory in force). */
  readonly signataire: string | null;
  /** The token's `sub`, never logged as it is. */
  readonly subject: string | null;
  readonly rights: Rights;
  readonly droits: Readonly<Record<string, Droit>>;
  readonly territoire: Territoire;
  readonly politiques: readonly string[];
  readonly finalites: readonly string[];
  /** Class of each scope held. */
  readonly classes: ReadonlyMap<string, Classe>;
}

export const anonymous: Viewer = {
  signataire: null,
  subject: null,
  rights: { authenticated: false, scopes: new Set(), policies: new Set() },
  droits: {},
  territoire: {},
  politiques: [],
  finalites: [],
  classes: new Map(),
};
