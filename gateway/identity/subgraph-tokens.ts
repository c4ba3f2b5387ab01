import { sign } from 'node:crypto';
import {
  gatewayTokenIssuer,
  gatewayTokenLifetime,
  gatewayTokenType,
  type GatewayTokenClaims,
} from '../../schema/contract/gateway-token.js';
import type { SigningKey } from './signing-key.js';
import type { Viewer } from './viewer.js';

type Headers = Readonly<Record<string, string>>;

/** Half the life of a token: what a subgraph receives is always good for as long again. */
const reusedFor = (gatewayTokenLifetime / 2) * 1_000;

/** Mints what the gateway shows to one subgraph for one viewer: who asks, and what that opens there. */
export class SubgraphTokens {
  private readonly minted = new WeakMap<Viewer, Map<string, { headers: Headers; until: number }>>();
  private readonly start: string;

  constructor(
    private readonly key: SigningKey,
    private readonly now: () => number = Date.now,
  ) {
    this.start = encode({ alg: 'EdDSA', typ: gatewayTokenType, kid: key.kid });
  }

  /** The headers of a request to the subgraph. None of the client's is among them. */
  headers(viewer: Viewer, subgraph: string): Headers {
    let bySubgraph = this.minted.get(viewer);
    if (!bySubgraph) {
      bySubgraph = new Map();
      this.minted.set(viewer, bySubgraph);
    }
    const time = this.now();
    const known = bySubgraph.get(subgraph);
    if (known && known.until > time) return known.headers;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${this.mint(viewer, subgraph, time)}`,
    };
    bySubgraph.set(subgraph, { headers, until: time + reusedFor });
    return headers;
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
