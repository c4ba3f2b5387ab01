import { describe, expect, it } from '@jest/globals';
import { readDeclaredRows } from '../../../../schema/partner/check/declared-rows.js';
import { PublishedSchema } from '../../../../schema/partner/check/published-schema.js';
import { runChecks } from '../../../../schema/partner/check/run-checks.js';
import { Subject } from '../../../../schema/partner/check/subject.js';
import { TrialKey } from '../../../../schema/partner/trial-key.js';
import { foreignSchema, type Fault } from '../../../harness/foreign-schema.js';
import { startForeignSubgraph } from '../../../harness/foreign-subgraph.js';

const rows = `
sousGraphe: dossiers
billets: true
appelants:
  ekidom:
    territoire: { patrimoine: ekidom }
    droits: { 'dossier:lecture': [patrimoine], 'dossier:montant': [patrimoine] }
  habitat:
    territoire: { patrimoine: habitat }
    droits: { 'dossier:lecture': [patrimoine] }
  parquet:
    droits: { 'dossier:lecture': null }
lignes:
  - { type: Dossier, cle: { id: d1 }, champs: [titre, montant], lisible: [ekidom], cachee: [habitat] }
  - { type: Dossier, cle: { id: d2 }, champs: [titre], lisible: [ekidom, parquet] }
questions:
  - question: '{ dossiers { total lignes { id } } }'
    lignes: dossiers.lignes
    compte: dossiers.total
    attendu: { ekidom: [d1, d2], habitat: [d3], parquet: [d1, d2, d3] }
  - question: '{ dossier(id: "d1") { id titre } }'
    ligne: dossier
    attendu: { ekidom: [d1], habitat: [] }
temoins: [Témoin Premier, Témoin Second, Témoin Troisième]
`;

async function brokenOf(fault?: Fault, schema = foreignSchema): Promise<readonly string[]> {
  const key = TrialKey.generate();
  const running = await startForeignSubgraph(key.keySet, fault);
  const read = readDeclaredRows(rows);
  if (!('declared' in read)) throw new Error(read.faults.join('\n'));
  const published = new PublishedSchema(schema);
  try {
    const findings = await runChecks(
      new Subject(running.url, 'dossiers', key, published, read.declared, {}),
    );
    return findings
      .filter(({ outcome }) => outcome.outcome !== 'met')
      .map(({ requirement }) => requirement.id);
  } finally {
    await running.stop();
  }
}

it('finds nothing to say of a subgraph that keeps the contract', async () => {
  expect(await brokenOf()).toEqual([]);
});

/** A way that leaks to a neighbour leaks to whoever has no right at all, too. */
const withoutRights = ['DROITS-01', 'DROITS-03', 'DROITS-04'];
const entities = ['ENTITES-01', 'ENTITES-02', 'ENTITES-03', 'ENTITES-04'];
const errors = ['ERREURS-01', 'ERREURS-02', 'ERREURS-03'];

/** What is broken, and the lines that say so. */
const variants: readonly (readonly [Fault, ...string[]])[] = [
  ['open', 'JETON-02'],
  ['any audience', 'JETON-03', 'JETON-11'],
  ['any age', 'JETON-04', 'JETON-10'],
  ['unsigned taken', 'JETON-05'],
  ['secret from the public key', 'JETON-05'],
  ['any issuer', 'JETON-06'],
  ['signature not looked at', 'JETON-05', 'JETON-07', 'JETON-08', 'JETON-09'],
  ['key of the header', 'JETON-08'],
  ['any type', 'JETON-09'],
  ['long lives', 'JETON-10'],
  ['any form of claims', 'JETON-11'],
  ['unknown claims refused', 'JETON-12'],
  ['first of two headers', 'JETON-13'],
  ['no tolerance', 'JETON-14'],
  ['ticket not asked for', 'BILLET-02'],
  ['any question', 'BILLET-03'],
  ['any ticket', 'BILLET-04'],
  ['no sdl', 'SCHEMA-01', 'SCHEMA-02'],
  ['older schema', 'SCHEMA-02'],
  ['entities sorted', 'ENTITES-01'],
  ['entities dropped', ...entities, ...withoutRights],
  ['unknown id is an error', 'ENTITES-02', 'ENTITES-03'],
  ['row of others shown', 'ENTITES-03'],
  ['first reference judged alone', 'ENTITES-03'],
  ['row of others is an error', 'ENTITES-03'],
  ['few entities', 'ENTITES-04'],
  ['scope of the type ignored', 'DROITS-01'],
  ['scope of the field ignored', 'DROITS-02'],
  ['unknown perimeter opens', 'DROITS-03'],
  ['nobody reads all', 'DROITS-04'],
  ['own rows lack', 'LIGNES-01', 'LIGNES-02', 'LIGNES-03'],
  ['list of all', ...withoutRights, 'LIGNES-02'],
  ['count of all', ...withoutRights, 'LIGNES-03'],
  ['look-up of all', ...withoutRights, 'LIGNES-04'],
  ['values in errors', 'ERREURS-01'],
  ['row in an error', 'ERREURS-01'],
  ['stacks in errors', 'ERREURS-01', 'ERREURS-02'],
  ['errors without codes', 'ERREURS-03'],
  ['errors as text', 'ERREURS-03'],
  ['small bodies', 'LIMITES-01'],
  ['endless bodies', 'LIMITES-02'],
  ['small heads', 'LIMITES-03'],
  ['dies of depth', ...errors, 'LIMITES-04', 'LIMITES-05', 'LIMITES-06', 'SANTE-01', 'SANTE-02'],
  ['batches', 'LIMITES-05'],
  ['forms', 'LIMITES-06'],
  ['health behind the token', 'SANTE-01', 'SANTE-02'],
  ['never ready', 'SANTE-02'],
];

describe('a subgraph that breaks the contract', () => {
  it.each(variants)('%s', async (fault, ...ids) => {
    expect(await brokenOf(fault)).toEqual(ids);
  });

  it('in its published schema: a field without a rule, and one that cannot be null', async () => {
    const faulty = foreignSchema
      .replace('type Dossiers @requiresScopes(scopes: [["dossier:lecture"]])', 'type Dossiers')
      .replace('montant: Int @', 'montant: Int! @');
    expect(await brokenOf(undefined, faulty)).toEqual(['SCHEMA-02', 'SCHEMA-03', 'SCHEMA-04']);
  });
});
