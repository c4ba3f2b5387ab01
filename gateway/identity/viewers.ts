import { LRUCache } from 'lru-cache';
import type { Convention } from '../../schema/convention/convention.js';
import { effectiveRights } from '../../schema/convention/effective-rights.js';
import type { Rights } from '../../schema/rules/access-rules.js';
import type { IssuerKeys } from './issuer-keys.js';
import { unauthenticated, verifyToken } from './verify-token.js';
import { anonymous, type Caller, type Viewer } from './viewer.js';

/** For how long a verified token is believed without another look, in milliseconds. */
const believedFor = 5_000;

/**
 * From the request's headers to the viewer. One for each version of the convention, so that nothing
 * an old version granted outlives it.
 */
export class Viewers {
  private readonly known = new LRUCache<string, { viewer: Viewer; until: number }>({ max: 5_000 });

  constructor(
    private readonly convention: Convention,
    private readonly keys: IssuerKeys,
    private readonly requireAuthentication: boolean,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * @param authorization the only Authorization header, null when there is none.
   * @param finalites the `x-finalite` header: purposes separated by commas.
   * @throws PasserelleError `UNAUTHENTICATED`; a wrong token is never treated as none.
   */
  async of(authorization: string | null, finalites: string): Promise<Viewer> {
    return this.recall(authorization, finalites) ?? this.verify(authorization, finalites);
  }

  /** The viewer, where this token was verified moments ago; null: ask `of`. */
  recall(authorization: string | null, finalites: string): Viewer | null {
    if (authorization === null) {
      if (this.requireAuthentication) throw unauthenticated();
      return anonymous;
    }
    const known = this.known.get(`${finalites}\n${authorization}`);
    return known && known.until > this.now().getTime() ? known.viewer : null;
  }

  /** What the same caller may use under this version. */
  rightsOf(caller: Caller): Rights {
    return this.viewerOf({ ...caller, subject: null, client: null }, this.now()).rights;
  }

  private async verify(authorization: string | null, finalites: string): Promise<Viewer> {
    const token = /^Bearer +([\w~+/.=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated();
    const at = this.now();
    const verified = await verifyToken(token, this.convention, this.keys, at);
    const viewer = this.viewerOf({ ...verified, finalites: declared(finalites) }, at);
    const until = Math.min(at.getTime() + believedFor, verified.expires * 1_000);
    this.known.set(`${finalites}\n${authorization ?? ''}`, { viewer, until });
    return viewer;
  }

  private viewerOf(caller: TokenCaller, at: Date): Viewer {
    const { signataire, subject, client, scopes, finalites } = caller;
    const organisation = signataire === null ? null : this.convention.signataires.get(signataire);
    if (!organisation) return { ...anonymous, subject };
    const rights = effectiveRights(this.convention, organisation.id, { scopes, finalites, at });
    if (!rights.authenticated) return { ...anonymous, subject };
    const held = Object.keys(rights.droits);
    return {
      signataire: organisation.id,
      subject,
      scopes,
      restrictedClient:
        client !== null && organisation.clientsRestreints.includes(client) ? client : null,
      rights: {
        authenticated: true,
        scopes: new Set(held),
        policies: new Set(rights.politiques),
      },
      droits: rights.droits,
      territoire: organisation.territoire,
      politiques: rights.politiques,
      finalites,
      classes: new Map(
        held.map((scope) => [scope, this.convention.donnees.get(scope)?.classe ?? 'P3']),
      ),
    };
  }
}

interface TokenCaller extends Caller {
  readonly subject: string | null;
  readonly client: string | null;
}

function declared(header: string): readonly string[] {
  return header
    .split(',')
    .map((finalite) => finalite.trim())
    .filter((finalite) => finalite !== '');
}
