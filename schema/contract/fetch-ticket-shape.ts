import { compileShape } from './compile-shape.js';
import schema from './fetch-ticket.schema.json' with { type: 'json' };
import type { FetchTicketClaims } from './fetch-ticket.js';

const fits = compileShape(schema);

/**
 * The claims of a ticket that has been verified, held to `fetch-ticket.schema.json`.
 * @throws Error that names no value.
 */
export function requireFetchTicketShape(claims: object): FetchTicketClaims {
  if (fits(claims)) return claims as unknown as FetchTicketClaims;
  throw new Error(`claim ${fits.errors?.[0]?.instancePath ?? ''}`);
}
