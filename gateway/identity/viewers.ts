import { LRUCache } from 'lru-cache';
import { civilDay } from '../../schema/contract/civil-day.js';
import type { Convention } from '../../schema/convention/convention.js';
import { effectiveRights } from '../../schema/convention/effective-rights.js';
import { knownPurposes } from '../../schema/convention/known-purposes.js';
import type { Rights } from '../../schema/rules/access-rules.js';
import { declaredPurposes } from './declared-purposes.js';
import type { IssuerKeys } from './issuer-keys.js';
import { unauthenticated, verifyToken } from './verify-token.js';
import { anonymous, unnamedClient, type Caller, type Viewer } from './viewer.js';

/** For how long a verified token is believed without another look, in milliseconds. */
const tokenBelievedFor = 5_000;
/** What the viewers kept may take together, in bytes. */
const mostMemory = 32 * 1024 * 1024;

/**
 * From the request's headers to the viewer. One for each version of the convention, so that nothing
 * an old version granted outlives it.
 */
export class Viewers {
  private readonly known = new LRUCache<string, { viewer: Viewer; since: number; until: number }>({
    max: 5_000,
    maxSize: mostMemory,
    sizeCalculation: ({ viewer }, key) => roughSize(viewer, key),
  });
  /** By who they are, whatever token showed it: who is alike in everything is one. */
  private readonly alike = new LRUCache<string, Viewer>({
    max: 5_000,
    maxSize: mostMemory,
    sizeCalculation: roughSize,
  });
  /** What any person of a signatory may, by scopes, purposes and day. */
  private readonly standings = new LRUCache<string, Viewer>({
    max: 1_000,
    maxSize: mostMemory,
    sizeCalculation: roughSize,
  });
  /** The minute that was last asked of, and its day: no day begins within a minute. */
  private minute = NaN;
  private day = '';
  private readonly purposes: ReadonlySet<string>;

  constructor(
    private readonly convention: Convention,
    private readonly keys: IssuerKeys,
    private readonly requireAuthentication: boolean,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.purposes = knownPurposes(convention);
  }

  /**
   * @param authorization the only Authorization header, null when there is none.
   * @param finalites the `x-finalite` header: purposes separated by commas. Those that the convention
   * does not know are dropped here: nothing after this ever sees a text of the caller's choice.
   * @param within milliseconds: what was verified longer ago is verified again.
   * @throws PasserelleError `UNAUTHENTICATED`; a wrong token is never treated as none.
   */
  async of(
    authorization: string | null,
    finalites: string,
    within = tokenBelievedFor,
  ): Promise<Viewer> {
    return this.recall(authorization, finalites, within) ?? this.verify(authorization, finalites);
  }

  /** The viewer, where this token was verified moments ago; null: ask `of`. */
  recall(
    authorization: string | null,
    finalites: string,
    within = tokenBelievedFor,
  ): Viewer | null {
    if (authorization === null) {
      if (this.requireAuthentication) throw unauthenticated();
      return anonymous;
    }
    const known = this.known.get(keyOf(this.declared(finalites), authorization));
    const time = this.now().getTime();
    return known && known.until > time && time - known.since < within ? known.viewer : null;
  }

  /** What the same caller may use under this version. */
  rightsOf(caller: Caller): Rights {
    return this.viewerOf({ ...caller, subject: null, client: null }, this.now()).rights;
  }

  private declared(finalites: string): readonly string[] {
    return declaredPurposes(finalites, this.purposes);
  }

  private async verify(authorization: string | null, header: string): Promise<Viewer> {
    const token = /^Bearer +([\w~+/.=-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated();
    const at = this.now();
    const verified = await verifyToken(token, this.convention, this.keys, at);
    const declared = this.declared(header);
    const finalites = this.admitted(declared, verified.purposes);
    const viewer = this.viewerOf({ ...verified, finalites }, at);
    const until = Math.min(at.getTime() + tokenBelievedFor, verified.believedUntil * 1_000);
    this.known.set(keyOf(declared, authorization ?? ''), { viewer, since: at.getTime(), until });
    return viewer;
  }

  /** @param fromToken null: the issuer leaves the purposes to the request. */
  private admitted(
    declared: readonly string[],
    fromToken: readonly string[] | null,
  ): readonly string[] {
    if (fromToken === null) return declared;
    const admitted = [...new Set(fromToken)].filter((purpose) => this.purposes.has(purpose));
    return declared.length === 0
      ? admitted
      : declared.filter((purpose) => admitted.includes(purpose));
  }

  /**
   * Who is alike in everything is one viewer: what is signed, decided and described for one token
   * serves the next that shows the same. INVARIANT: all that a viewer holds is in the key.
   */
  private viewerOf({ subject, client, ...caller }: TokenCaller, at: Date): Viewer {
    const organisation = this.convention.signataires.get(caller.signataire ?? '');
    const restricted = organisation
      ? restrictedClient(organisation.clientsRestreints, client)
      : null;
    const scopes = caller.scopes?.filter((scope) => this.convention.donnees.has(scope)) ?? null;
    const { finalites } = caller;
    const standingKey = JSON.stringify([organisation?.id, scopes, finalites, this.dayOf(at)]);
    const key = `${JSON.stringify([subject, restricted])}${standingKey}`;
    let viewer = this.alike.get(key);
    if (!viewer) {
      const standing = this.standingOf(standingKey, organisation?.id, scopes, finalites, at);
      const restrictedHere = standing.signataire === null ? null : restricted;
      viewer = { ...standing, subject, restrictedClient: restrictedHere };
      this.alike.set(key, viewer);
    }
    return viewer;
  }

  /** A viewer that is nobody in particular. */
  private standingOf(
    key: string,
    signataire: string | undefined,
    scopes: readonly string[] | null,
    finalites: readonly string[],
    at: Date,
  ): Viewer {
    let standing = this.standings.get(key);
    if (!standing) {
      standing = this.worthOf(signataire, scopes, finalites, at);
      this.standings.set(key, standing);
    }
    return standing;
  }

  private worthOf(
    signataire: string | undefined,
    scopes: readonly string[] | null,
    finalites: readonly string[],
    at: Date,
  ): Viewer {
    const organisation = this.convention.signataires.get(signataire ?? '');
    if (!organisation) return anonymous;
    const rights = effectiveRights(this.convention, organisation.id, { scopes, finalites, at });
    if (!rights.authenticated) return anonymous;
    const held = Object.keys(rights.droits);
    return {
      signataire: organisation.id,
      subject: null,
      scopes,
      restrictedClient: null,
      rights: {
        authenticated: true,
        scopes: new Set(held),
        policies: new Set(rights.politiques),
      },
      droits: rights.droits,
      territoire: organisation.territoire,
      politiques: rights.politiques,
      finalites,
      byMandate: new Map(
        Object.entries(rights.droits).flatMap(([scope, { perimetres }]) => {
          const owner = this.convention.donnees.get(scope)?.proprietaire;
          return perimetres?.includes('mandat') && owner !== undefined ? [[scope, owner]] : [];
        }),
      ),
      classes: new Map(
        held.map((scope) => [scope, this.convention.donnees.get(scope)?.classe ?? 'P3']),
      ),
    };
  }

  /** In France, as rights count days. */
  private dayOf(at: Date): string {
    const minute = Math.floor(at.getTime() / 60_000);
    if (minute !== this.minute) {
      this.day = civilDay(at);
      this.minute = minute;
    }
    return this.day;
  }
}

interface TokenCaller extends Caller {
  readonly subject: string | null;
  readonly client: string | null;
}

/** Where some clients are restricted, a token that names none may be one of theirs. */
function restrictedClient(restricted: readonly string[], client: string | null): string | null {
  if (restricted.length === 0) return null;
  if (client === null) return unnamedClient;
  return restricted.includes(client) ? client : null;
}

/** No purpose that is declared twice, or in vain, makes another viewer. No header holds a line break. */
function keyOf(declared: readonly string[], authorization: string): string {
  return declared.length === 0 ? authorization : `${declared.join('\n')}\n${authorization}`;
}

function roughSize({ subject, scopes, droits }: Viewer, key: string): number {
  const rights = 400 * Object.keys(droits).length;
  return 500 + key.length + (subject?.length ?? 0) + 50 * (scopes?.length ?? 0) + rights;
}
