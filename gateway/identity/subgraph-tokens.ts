import { sign } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  fetchTicketHeader,
  fetchTicketType,
  mostAnnouncedFields,
  tokenSignatureOf,
  type AskedCoordinates,
  type FetchTicketClaims,
} from '../../schema/contract/fetch-ticket.js';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  operatorAudience,
  type GatewayTokenClaims,
} from '../../schema/contract/gateway-token.js';
import type { OperatorRights, ShownRights } from './owner-rights.js';
import type { SigningKey } from './signing-key.js';
import type { Viewer } from './viewer.js';

type Headers = Readonly<Record<string, string>>;

/** What is about to be asked. */
interface Announced {
  /** SHA-256 of the document's text, base64url. */
  readonly document: string;
  readonly fields: AskedCoordinates;
}

interface MintedToken {
  readonly token: string;
  readonly iat: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

interface LastAnnounced {
  readonly viewer: Viewer;
  readonly audience: string;
  readonly minted: MintedToken;
  readonly headers: Headers;
}

/** What the tokens kept, and the headers made with them, may take together, in bytes each. */
const mostMemory = 32 * 1024 * 1024;
/** Half the life of a token: what a subgraph receives is always good for as long again. */
const reusedFor = (gatewayTokenLifetime / 2) * 1_000;

/**
 * Mints what the gateway shows to one subgraph for one viewer: who asks and what that opens there,
 * and a ticket for each document that is asked by it. Both are signed once and serve while they last.
 */
export class SubgraphTokens {
  private readonly minted = new LRUCache<string, MintedToken>({
    maxSize: mostMemory,
    sizeCalculation: ({ token }, key) => 300 + key.length + token.length,
  });
  private readonly announcing = new LRUCache<string, { headers: Headers; minted: MintedToken }>({
    maxSize: mostMemory,
    // Token and ticket stand in the headers, and in the head of a request made from them.
    sizeCalculation: ({ headers }, key) => {
      const { authorization = '', [fetchTicketHeader]: ticket = '' } = headers;
      return 400 + key.length + 2 * (authorization.length + ticket.length);
    },
  });
  /** For whom each document was announced last: who asks again is found without a key. */
  private readonly last = new WeakMap<Announced, LastAnnounced>();
  private readonly numbers = new WeakMap<Viewer, number>();
  private viewers = 0;
  private readonly tokenStart: string;
  private readonly ticketStart: string;

  /**
   * @param pseudonymOf of a caller's `sub`: what owners are told of the person.
   * @param signsRequests whether each ticket is for one request, whose id it holds.
   */
  constructor(
    private readonly key: SigningKey,
    private readonly pseudonymOf: (subject: string) => string,
    private readonly signsRequests = false,
    private readonly now: () => number = Date.now,
  ) {
    this.tokenStart = encode({ alg: 'EdDSA', typ: gatewayTokenType, kid: key.kid });
    this.ticketStart = encode({ alg: 'EdDSA', typ: fetchTicketType, kid: key.kid });
  }

  /**
   * The headers of a request to a subgraph that one operates. None of the client's is among them.
   * @param requestId what the request says beside, in a header of its own.
   */
  headers(
    viewer: Viewer,
    subgraph: string,
    shown: ShownRights,
    announced: Announced,
    requestId: string,
  ): Headers {
    return this.headersFor(viewer, subgraph, subgraph, shown, announced, requestId);
  }

  /** As `headers`, for one operator of a subgraph: with no more than concerns its own data. */
  operatorHeaders(
    viewer: Viewer,
    subgraph: string,
    shown: OperatorRights,
    announced: Announced,
    requestId: string,
  ): Headers {
    const audience = operatorAudience(subgraph, shown.operator);
    return this.headersFor(viewer, subgraph, audience, shown, announced, requestId);
  }

  private headersFor(
    viewer: Viewer,
    owner: string,
    audience: string,
    shown: ShownRights,
    announced: Announced,
    requestId: string,
  ): Headers {
    if (this.signsRequests) {
      const minted = this.tokenFor(viewer, owner, audience, shown);
      return headersWith(minted, this.ticket(minted, audience, announced, requestId));
    }
    const last = this.last.get(announced);
    if (last?.viewer === viewer && last.audience === audience && last.minted.until > this.now()) {
      return last.headers;
    }
    const minted = this.tokenFor(viewer, owner, audience, shown);
    const headers = this.announce(viewer, audience, minted, announced);
    this.last.set(announced, { viewer, audience, minted, headers });
    return headers;
  }

  private announce(
    viewer: Viewer,
    audience: string,
    minted: MintedToken,
    announced: Announced,
  ): Headers {
    const key = `${this.numberOf(viewer)} ${audience} ${announced.document}`;
    const known = this.announcing.get(key);
    if (known?.minted === minted) return known.headers;
    const headers = headersWith(minted, this.ticket(minted, audience, announced, null));
    this.announcing.set(key, { headers, minted });
    return headers;
  }

  private tokenFor(
    viewer: Viewer,
    owner: string,
    audience: string,
    shown: ShownRights,
  ): MintedToken {
    const key = `${this.numberOf(viewer)} ${audience}`;
    const time = this.now();
    const known = this.minted.get(key);
    if (known && known.until > time) return known;
    const iat = Math.floor(time / 1_000);
    // An operator that is shown no such right is told of no account.
    const isMandated = [...viewer.byMandate].some(
      ([scope, subgraph]) => subgraph === owner && scope in shown.droits,
    );
    const claims: GatewayTokenClaims = {
      sub: viewer.signataire ?? 'anonyme',
      signataire: viewer.signataire,
      personne: viewer.subject === null ? null : this.pseudonymOf(viewer.subject),
      territoire: shown.territoire,
      droits: shown.droits,
      politiques: viewer.politiques,
      finalites: shown.finalites,
      ...(isMandated && viewer.subject !== null ? { compte: viewer.subject } : {}),
    };
    const token = this.sign(this.tokenStart, audience, iat, claims);
    const minted = { token, iat, until: time + reusedFor };
    this.minted.set(key, minted);
    return minted;
  }

  /** @param requestId null: it serves for every request of the document. */
  private ticket(
    { token, iat }: MintedToken,
    audience: string,
    announced: Announced,
    requestId: string | null,
  ): string {
    const { document, fields } = announced;
    const isNamed = JSON.stringify(fields).length <= mostAnnouncedFields;
    const claims: FetchTicketClaims = {
      jeton: tokenSignatureOf(token),
      document,
      ...(isNamed && { champs: fields }),
      ...(requestId !== null && { requete: requestId }),
    };
    return this.sign(this.ticketStart, audience, iat, claims);
  }

  private numberOf(viewer: Viewer): number {
    let number = this.numbers.get(viewer);
    if (number === undefined) {
      number = this.viewers += 1;
      this.numbers.set(viewer, number);
    }
    return number;
  }

  private sign(start: string, audience: string, iat: number, claims: object): string {
    const payload = encode({
      ...claims,
      iss: gatewayTokenIssuer,
      aud: audience,
      iat,
      exp: iat + gatewayTokenLifetime,
    });
    const signed = `${start}.${payload}`;
    const signature = sign(null, Buffer.from(signed), this.key.privateKey);
    return `${signed}.${signature.toString('base64url')}`;
  }
}

function headersWith({ token }: MintedToken, ticket: string): Headers {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    [fetchTicketHeader]: ticket,
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
