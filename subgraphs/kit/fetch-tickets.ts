import { hash, type KeyObject } from 'node:crypto';
import { parse, type GraphQLSchema } from 'graphql';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { askedCoordinates } from '../../schema/contract/asked-coordinates.js';
import {
  fetchTicketHeader,
  fetchTicketType,
  type AskedCoordinates,
  type FetchTicketClaims,
} from '../../schema/contract/fetch-ticket.js';
import { requireFetchTicketShape } from '../../schema/contract/fetch-ticket-shape.js';
import { gatewayTokenIssuer, gatewayTokenLifetime } from '../../schema/contract/gateway-token.js';
import type { HeldKeys } from '../../schema/keys/held-keys.js';
import type { SubgraphConfig } from './config.js';
import { clockTolerance, keyOf } from './authenticate.js';

/** What came was not announced, or not so. For the log only: the caller is told no more than 401. */
export class Unannounced extends Error {
  override readonly name = 'Unannounced';
}

/** Whether each request needs a ticket, and the ticket its id. */
type RequiredTickets = 'none' | 'ticket' | 'with request id';

export function requiredTickets({
  requireFetchTicket = false,
  requireSignedRequestId = false,
}: Pick<SubgraphConfig, 'requireFetchTicket' | 'requireSignedRequestId'>): RequiredTickets {
  if (requireSignedRequestId) return 'with request id';
  return requireFetchTicket ? 'ticket' : 'none';
}

/** What a request asks, as its owner writes it down. */
export interface AskedDocument {
  /** SHA-256 of its text, base64url. */
  readonly document: string;
  readonly champs: AskedCoordinates;
}

interface Known {
  readonly ticket: FetchTicketClaims;
  readonly key: KeyObject;
  /** Milliseconds since 1970: when it was verified, and when it has expired, tolerance included. */
  readonly from: number;
  readonly until: number;
}

/** Of texts kept, in UTF-16 units. */
const mostText = 8_000_000;

/** Holds each request to what the gateway said it would ask by that token. */
export class FetchTickets {
  private readonly verified = new LRUCache<string, Known>({
    maxSize: mostText,
    sizeCalculation: (_known, ticket) => ticket.length,
  });
  private readonly documents = new LRUCache<string, AskedDocument>({
    maxSize: mostText,
    sizeCalculation: ({ champs }, text) => text.length + 20 * Object.keys(champs).length + 200,
  });

  constructor(
    private readonly keys: HeldKeys,
    private readonly audience: string,
    private readonly schema: GraphQLSchema,
    /** What a request without is refused for; a ticket that comes is looked at always. */
    private readonly required: RequiredTickets,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * @param signature the last part of the token that came with the request.
   * @param text of the document; null: the request has none.
   * @param requete the request's id as its header says; null: it says none.
   * @returns what is asked; null: nothing that could be read.
   * @throws Unannounced
   */
  async check(
    rawHeaders: readonly string[],
    signature: string,
    text: string | null,
    requete: string | null,
  ): Promise<AskedDocument | null> {
    const sent = ticketsIn(rawHeaders);
    const [ticket] = sent;
    if (ticket === undefined) {
      if (this.required !== 'none') throw new Unannounced('no ticket');
      return text === null ? null : this.read(text);
    }
    if (sent.length > 1) throw new Unannounced('two tickets');
    const announced = await this.verify(ticket);
    if (announced.jeton !== signature) throw new Unannounced('a ticket for another token');
    if (announced.requete === undefined) {
      if (this.required === 'with request id') throw new Unannounced('no signed request id');
    } else if (announced.requete !== requete) {
      throw new Unannounced('a ticket for another request');
    }
    if (text === null) throw new Unannounced('no document');
    if (hash('sha256', text, 'base64url') !== announced.document) {
      throw new Unannounced('another document');
    }
    const asked = this.read(text);
    if (asked && announced.champs && !covers(announced.champs, asked.champs)) {
      throw new Unannounced('fields that were not announced');
    }
    return asked;
  }

  private async verify(ticket: string): Promise<FetchTicketClaims> {
    try {
      const key = await keyOf(decodeProtectedHeader(ticket), this.keys);
      const time = this.now();
      const known = this.verified.get(ticket);
      const at = time.getTime();
      if (known && at >= known.from && at < known.until && known.key.equals(key)) {
        return known.ticket;
      }
      const { payload } = await jwtVerify(ticket, key, {
        algorithms: ['EdDSA'],
        typ: fetchTicketType,
        issuer: gatewayTokenIssuer,
        audience: this.audience,
        clockTolerance,
        maxTokenAge: gatewayTokenLifetime,
        requiredClaims: ['exp', 'iat'],
        currentDate: time,
      });
      const { exp = 0, iat = 0 } = payload;
      const until = (Math.min(exp, iat + gatewayTokenLifetime) + clockTolerance) * 1_000;
      const claims = requireFetchTicketShape(payload);
      // One for a single request does not come again.
      if (claims.requete === undefined) {
        this.verified.set(ticket, { ticket: claims, key, from: at, until });
      }
      return claims;
    } catch (cause) {
      throw new Unannounced('refused ticket', { cause });
    }
  }

  /** null: it is no GraphQL, and will be refused as such. */
  private read(text: string): AskedDocument | null {
    const known = this.documents.get(text);
    if (known) return known;
    try {
      const champs = askedCoordinates(parse(text, parsing), this.schema);
      const asked = { document: hash('sha256', text, 'base64url'), champs };
      this.documents.set(text, asked);
      return asked;
    } catch {
      return null;
    }
  }
}

/** As the server itself reads it: nobody is to keep it busy by a document that it would refuse. */
const parsing = { noLocation: true, maxTokens: 50_000 };

/** The ticket's own words, with two of them told apart. */
function ticketsIn(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.flatMap((name, place) =>
    place % 2 === 0 && name.toLowerCase() === fetchTicketHeader
      ? [rawHeaders[place + 1] ?? '']
      : [],
  );
}

function covers(announced: AskedCoordinates, asked: AskedCoordinates): boolean {
  return Object.entries(asked).every(([type, fields]) => {
    const named = Object.hasOwn(announced, type) ? (announced[type] ?? []) : [];
    return fields.every((field) => named.includes(field));
  });
}
