import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { parse, visit } from 'graphql';

/** How a partner without the kit holds a request to what the gateway said it would ask. */
export interface TicketRules {
  /** Its signature and claims are not looked at. */
  readonly anyTicket: boolean;
  /** What is asked need not be what it says. */
  readonly anyQuestion: boolean;
}

/** @throws when the ticket does not announce this document by this token. */
export async function requireAnnounced(
  ticket: string,
  token: string,
  document: string,
  keySet: Parameters<typeof createLocalJWKSet>[0],
  { anyTicket, anyQuestion }: TicketRules,
): Promise<void> {
  const claims = anyTicket
    ? decodeJwt(ticket)
    : (
        await jwtVerify(ticket, createLocalJWKSet(keySet), {
          algorithms: ['EdDSA'],
          audience: 'dossiers',
          issuer: 'passerelle',
          typ: 'passerelle-fetch+jwt',
          maxTokenAge: 60,
          clockTolerance: 30,
        })
      ).payload;
  if (!anyTicket && claims['jeton'] !== token.split('.')[2]) throw new Error('another token');
  if (anyQuestion) return;
  if (claims['document'] !== createHash('sha256').update(document).digest('base64url')) {
    throw new Error('another document');
  }
  const named = claims['champs'];
  if (named === undefined) return;
  const fields = new Set(Object.values(named as Record<string, string[]>).flat());
  // By name alone: a partner may be less exact than the kit.
  visit(parse(document), {
    Field: ({ name }) => {
      if (!name.value.startsWith('__') && !fields.has(name.value)) throw new Error('another field');
    },
  });
}
