import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { fetchTicketHeader, tokenSignatureOf } from '../../../schema/contract/fetch-ticket.js';
import { HeldKeys } from '../../../schema/keys/held-keys.js';
import { TrialKey, type Falsified } from '../../../schema/partner/trial-key.js';
import { FetchTickets, Unannounced } from '../../../subgraphs/kit/fetch-tickets.js';

const schema = buildSchema(`
  type Query { incidents: [Incident] }
  type Incident { id: ID! gravite: Int auteur: String }
`);
const document = '{ incidents { id gravite } }';
const audience = 'bailleurs/ekidom';
const key = TrialKey.generate();
const token = key.token(audience, { signataire: 'ekidom', territoire: {}, droits: {} });
const folder = mkdtempSync(join(tmpdir(), 'passerelle-billets-'));
let keys: HeldKeys;

beforeAll(() => {
  const file = join(folder, 'jwks.json');
  writeFileSync(file, JSON.stringify(key.keySet));
  keys = HeldKeys.from(
    file,
    () => ({}),
    () => undefined,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Sent {
  readonly tickets?: readonly string[];
  readonly text?: string | null;
  readonly signature?: string;
  readonly required?: 'none' | 'ticket' | 'with request id';
  /** What the header says. */
  readonly requete?: string | null;
  readonly later?: number;
}

const ticketFor = (text: string, falsified?: Falsified): string =>
  key.ticket(audience, token, text, falsified);

/** What is read of a request, or why it is refused. */
async function outcome({
  tickets,
  text = document,
  required = 'ticket',
  requete = null,
  later = 0,
  ...sent
}: Sent) {
  const at = new Date(Date.now() + later * 1_000);
  const checked = new FetchTickets(keys, audience, schema, required, () => at);
  const headers = (tickets ?? [ticketFor(document)]).flatMap((ticket) => [
    fetchTicketHeader.toUpperCase(),
    ticket,
  ]);
  try {
    return await checked.check(headers, sent.signature ?? tokenSignatureOf(token), text, requete);
  } catch (error) {
    if (!(error instanceof Unannounced)) throw error;
    return error.message;
  }
}

it('lets in what was announced, and says which fields it asks for', async () => {
  expect(await outcome({})).toEqual({
    document: expect.stringMatching(/^[\w-]{43}$/),
    champs: { Incident: ['gravite', 'id'], Query: ['incidents'] },
  });
});

it.each<[string, Sent, string]>([
  ['without a ticket', { tickets: [] }, 'no ticket'],
  ['with two', { tickets: [ticketFor(document), ticketFor(document)] }, 'two tickets'],
  ['of another document', { text: '{ incidents { id auteur } }' }, 'another document'],
  ['of a document with one space more', { text: `${document} ` }, 'another document'],
  ['without a document', { text: null }, 'no document'],
  ['with another token', { signature: 'x'.repeat(86) }, 'a ticket for another token'],
  [
    'that names fewer fields',
    { tickets: [ticketFor(document, { claims: { champs: { Query: ['incidents'] } } })] },
    'fields that were not announced',
  ],
  ['that has expired', { later: 91 }, 'refused ticket'],
  [
    'for another operator',
    { tickets: [ticketFor(document, { claims: { aud: 'bailleurs/sem-hpc' } })] },
    'refused ticket',
  ],
  [
    'signed by another key',
    {
      tickets: [
        ticketFor(document, {
          sign: (signed) => sign(null, signed, generateKeyPairSync('ed25519').privateKey),
        }),
      ],
    },
    'refused ticket',
  ],
  ['that is the token', { tickets: [token] }, 'refused ticket'],
  [
    'whose claims have another form',
    { tickets: [ticketFor(document, { claims: { document: 7 } })] },
    'refused ticket',
  ],
])('refuses a request %s', async (_, sent, reason) => {
  expect(await outcome(sent)).toBe(reason);
});

const signed = [ticketFor(document, { claims: { requete: 'r-1' } })];

it.each<[string, Sent, string]>([
  ['of another request', { tickets: signed, requete: 'r-2' }, 'a ticket for another request'],
  ['that says no id', { tickets: signed, requete: null }, 'a ticket for another request'],
  [
    'whose id nobody signed, where that is demanded',
    { required: 'with request id', requete: 'r-1' },
    'no signed request id',
  ],
  [
    'without a ticket, where that is demanded',
    { tickets: [], required: 'with request id' },
    'no ticket',
  ],
  [
    'whose signed id is none',
    { tickets: [ticketFor(document, { claims: { requete: 'a b' } })], requete: 'a b' },
    'refused ticket',
  ],
])('refuses a request %s', async (_, sent, reason) => {
  expect(await outcome(sent)).toBe(reason);
});

it.each(['ticket', 'with request id', 'none'] as const)(
  'takes the ticket of one request, where %s is demanded',
  async (required) => {
    expect(await outcome({ tickets: signed, requete: 'r-1', required })).toMatchObject({
      champs: { Query: ['incidents'] },
    });
  },
);

it('where none is demanded, takes a request without one, and looks at one that comes', async () => {
  expect(await outcome({ tickets: [], required: 'none' })).toMatchObject({ champs: {} });
  expect(await outcome({ text: '{ __typename }', required: 'none' })).toBe('another document');
});

it('takes a good ticket again, and no longer than it is good', async () => {
  let at = new Date();
  const checked = new FetchTickets(keys, audience, schema, 'ticket', () => at);
  const headers = [fetchTicketHeader, ticketFor(document)];
  const again = () => checked.check(headers, tokenSignatureOf(token), document, null);
  expect(await again()).toEqual(await again());
  at = new Date(at.getTime() + 95_000);
  await expect(again()).rejects.toBeInstanceOf(Unannounced);
});
