import { randomUUID } from 'node:crypto';
import { fetchTicketHeader, requestIdHeader } from '../../contract/fetch-ticket.js';
import { probe } from '../line.js';
import type { TrialKey } from '../trial-key.js';

const nobody = { signataire: null, territoire: {}, droits: {} };

/** As the gateway asks the probe, for nobody, where this key signs. */
export function probeHeaders(key: TrialKey, audience: string): Readonly<Record<string, string>> {
  const token = key.token(audience, nobody);
  const requete = randomUUID();
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    [fetchTicketHeader]: key.ticket(audience, token, probe.query, { claims: { requete } }),
    [requestIdHeader]: requete,
  };
}
