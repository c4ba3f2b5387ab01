import { sign } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  type GatewayTokenClaims,
} from '../../schema/contract/gateway-token.js';
import type { SigningKey } from './signing-key.js';
import type { Viewer } from './viewer.js';

type Headers = Readonly<Record<string, string>>;

/** What the tokens kept may take together, in bytes. */
const mostMemory = 32 * 1024 * 1024;
/** Half the life of a token: what a subgraph receives is always good for as long again. */
const reusedFor = (gatewayTokenLifetime / 2) * 1_000;

/** Mints what the gateway shows to one subgraph for one viewer: who asks, and what that opens there. */
export class SubgraphTokens {
  private readonly minted = new LRUCache<string, { headers: Headers; until: number }>({
    maxSize: mostMemory,
    // The token stands in the headers, and in the head of a request made from them.
    sizeCalculation: ({ headers }, key) =>
      300 + key.length + 2 * (headers['authorization'] ?? '').length,
  });
  private readonly numbers = new WeakMap<Viewer, number>();
  private viewers = 0;
  private readonly start: string;

  constructor(
    private readonly key: SigningKey,
    private readonly now: () => number = Date.now,
  ) {
    this.start = encode({ alg: 'EdDSA', typ: gatewayTokenType, kid: key.kid });
  }

  /** The headers of a request to the subgraph. None of the client's is among them. */
  headers(viewer: Viewer, subgraph: string): Headers {
    const key = `${this.numberOf(viewer)} ${subgraph}`;
    const time = this.now();
    const known = this.minted.get(key);
    if (known && known.until > time) return known.headers;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${this.mint(viewer, subgraph, time)}`,
    };
    this.minted.set(key, { headers, until: time + reusedFor });
    return headers;
  }

  private numberOf(viewer: Viewer): number {
    let number = this.numbers.get(viewer);
    if (number === undefined) {
      number = this.viewers += 1;
      this.numbers.set(viewer, number);
    }
    return number;
  }

  private mint(viewer: Viewer, subgraph: string, time: number): string {
    const iat = Math.floor(time / 1_000);
    const claims: GatewayTokenClaims = {
      sub: viewer.signataire ?? 'anonyme',
      signataire: viewer.signataire,
      territoire: viewer.territoire,
      droits: viewer.droits,
      politiques: viewer.politiques,
      finalites: viewer.finalites,
    };
    const payload = encode({
      ...claims,
      iss: gatewayTokenIssuer,
      aud: subgraph,
      iat,
      exp: iat + gatewayTokenLifetime,
    });
    const signed = `${this.start}.${payload}`;
    const tokenSignature = sign(null, Buffer.from(signed), this.key.privateKey);
    return `${signed}.${tokenSignature.toString('base64url')}`;
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
