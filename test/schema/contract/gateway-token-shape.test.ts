import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { SubgraphTokens } from '../../../gateway/identity/subgraph-tokens.js';
import { loadSigningKey } from '../../../gateway/identity/signing-key.js';
import { anonymous, type Viewer } from '../../../gateway/identity/viewer.js';
import { perimetres } from '../../../schema/contract/territoire.js';
import { fetchTicketHeader } from '../../../schema/contract/fetch-ticket.js';
import { requireFetchTicketShape } from '../../../schema/contract/fetch-ticket-shape.js';
import { requireGatewayTokenShape } from '../../../schema/contract/gateway-token-shape.js';

const good = {
  iss: 'passerelle',
  aud: 'bailleurs',
  iat: 1_795_600_000,
  exp: 1_795_600_060,
  sub: 'ekidom',
  signataire: 'ekidom',
  territoire: { patrimoine: 'ekidom' },
  droits: {
    'incident:lecture': { perimetres: ['patrimoine'], fondements: ['csi'], finalites: [] },
  },
  politiques: [],
  finalites: ['tranquillite-residentielle'],
};

function mintingTokens(signsRequests = false): SubgraphTokens {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-jeton-'));
  const file = join(folder, 'cle.json');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, JSON.stringify(privateKey.export({ format: 'jwk' })));
  const tokens = new SubgraphTokens(
    loadSigningKey(file),
    (subject) => `p-${subject}`,
    signsRequests,
  );
  rmSync(folder, { recursive: true });
  return tokens;
}

function withRight(droit: unknown): object {
  return { ...good, droits: { 'incident:lecture': droit } };
}

describe('the schema of the claims', () => {
  it('takes what the gateway mints, for every kind of caller', () => {
    const tokens = mintingTokens();
    const ekidom: Viewer = {
      ...anonymous,
      signataire: 'ekidom',
      subject: 'agent',
      territoire: {
        patrimoine: 'ekidom',
        commune: '86194',
        epci: '200069854',
        zone: 'police',
        departement: '86',
      },
      droits: {
        'incident:lecture': { perimetres, fondements: ['csi'], finalites: ['suivi'] },
        'logement:lecture': { perimetres: null, fondements: [], finalites: [] },
      },
      politiques: ['gt'],
      finalites: ['suivi'],
    };
    for (const viewer of [anonymous, ekidom]) {
      const announced = { document: 'x'.repeat(43), fields: { Query: ['incidents'] } };
      const headers = tokens.headers(viewer, 'bailleurs', viewer, announced, 'r');
      const claims = decodeJwt(headers['authorization']?.slice('Bearer '.length) ?? '');
      expect(requireGatewayTokenShape(claims)).toBe(claims);
      expect(claims['personne']).toBe(viewer.subject === null ? null : 'p-agent');
      const ticket = decodeJwt(headers[fetchTicketHeader] ?? '');
      expect(requireFetchTicketShape(ticket)).toBe(ticket);
    }
  });

  it('names the account to the owner of rows that a mandate opens, and to nobody else', () => {
    const tokens = mintingTokens();
    const announced = { document: 'x'.repeat(43), fields: { Query: ['situationsSuivies'] } };
    const claimsFor = (viewer: Viewer, subgraph: string) => {
      const headers = tokens.headers(viewer, subgraph, viewer, announced, 'r');
      return decodeJwt(headers['authorization']?.slice('Bearer '.length) ?? '');
    };
    const person: Viewer = { ...anonymous, signataire: 'ekidom', subject: 'claire' };
    const right = { perimetres: ['mandat'] as const, fondements: ['csi'], finalites: [] };
    const mandated: Viewer = {
      ...person,
      droits: { 'situation:lecture': right },
      byMandate: new Map([['situation:lecture', 'ville']]),
    };
    expect(claimsFor(mandated, 'ville')['compte']).toBe('claire');
    for (const [viewer, subgraph] of [
      [mandated, 'bailleurs'],
      [mandated, 'justice'],
      // Without the right or its purpose, or without a subject.
      [person, 'ville'],
      [{ ...mandated, droits: {} }, 'ville'],
      [{ ...mandated, subject: null }, 'ville'],
    ] as const) {
      expect(claimsFor(viewer, subgraph)).not.toHaveProperty('compte');
    }
  });

  it('has a ticket for all requests of a document, or one for each with its id', () => {
    const announced = { document: 'x'.repeat(43), fields: { Query: ['incidents'] } };
    const ticketOf = (tokens: SubgraphTokens, requestId: string) => {
      const headers = tokens.headers(anonymous, 'bailleurs', anonymous, announced, requestId);
      return headers[fetchTicketHeader] ?? '';
    };
    const same = mintingTokens();
    expect(ticketOf(same, 'a')).toBe(ticketOf(same, 'b'));
    expect(decodeJwt(ticketOf(same, 'a'))).not.toHaveProperty('requete');
    const each = mintingTokens(true);
    for (const id of ['a', 'b', '3f0d2b8e-0c1e-4c39-9d4b-0a2f6d1f7c11']) {
      const ticket = decodeJwt(ticketOf(each, id));
      expect(requireFetchTicketShape(ticket)).toBe(ticket);
      expect(ticket['requete']).toBe(id);
    }
  });

  it('lets a later gateway say more', () => {
    const later = {
      ...withRight({ perimetres: ['satellite'], fondements: [], finalites: [], depuis: '2027' }),
      territoire: { region: '75' },
      jti: 'x',
    };
    expect(requireGatewayTokenShape(later)).toBe(later);
  });

  it.each<[string, object, string]>([
    ...Object.keys(good).map((claim): [string, object, string] => [
      `without ${claim}`,
      Object.fromEntries(Object.entries(good).filter(([name]) => name !== claim)),
      claim,
    ]),
    ['another issuer', { ...good, iss: 'autre' }, 'iss'],
    ['several audiences', { ...good, aud: ['bailleurs', 'ville'] }, 'aud'],
    ['an end as text', { ...good, exp: '1795600060' }, 'exp'],
    ['an empty signatory', { ...good, signataire: '' }, 'signataire'],
    ['nobody with rights', { ...good, signataire: null }, 'droits'],
    ['rights that are a list', { ...good, droits: ['incident:lecture'] }, 'droits'],
    [
      'no perimeters',
      withRight({ fondements: [], finalites: [] }),
      'droits.incident:lecture.perimetres',
    ],
    [
      'perimeters that are a word',
      withRight({ perimetres: 'tout', fondements: [], finalites: [] }),
      'droits.incident:lecture.perimetres',
    ],
    ['a territory that is a list', { ...good, territoire: [] }, 'territoire'],
    [
      'a commune that is a number',
      { ...good, territoire: { commune: 86194 } },
      'territoire.commune',
    ],
    ['purposes that are a word', { ...good, finalites: 'suivi' }, 'finalites'],
  ])('refuses %s, and names the claim alone', (_, claims, claim) => {
    expect(() => requireGatewayTokenShape(claims)).toThrow(new Error(`claim ${claim}`));
  });

  it('is the example of the contract', () => {
    const page = readFileSync('docs/partner-contract.md', 'utf8');
    const example = /```json\n(\{\n {2}"iss"[\s\S]*?)```/.exec(page)?.[1] ?? '{}';
    const claims = JSON.parse(example) as object;
    expect(requireGatewayTokenShape(claims)).toBe(claims);
  });
});
