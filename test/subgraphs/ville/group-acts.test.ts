import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { Instance, InstanceMembre } from '../../../subgraphs/ville/instance/instance.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { actionTests } from './action-tests.js';
import { engagementTests } from './engagement-tests.js';
import { instanceTests } from './instance-tests.js';
import { fillDirectory, situationTests } from './situation-tests.js';

const droits = {
  'instance:reunions': ['groupe-travail'],
  'problematique:lecture': ['groupe-travail'],
  'problematique:ouverture': ['groupe-travail'],
  'problematique:animation': ['destinataire'],
  'problematique:pilotage': ['pilote'],
} as const;
const police: Caller = { signataire: 'police-nationale-86', droits };
const ekidom: Caller = { signataire: 'ekidom', droits };
const poitiers: Caller = { signataire: 'ville-poitiers', droits };
const semHpc: Caller = { signataire: 'sem-hpc', droits };

const today = civilDay(new Date());

interface Fait {
  readonly problematique: Record<string, unknown> | null;
  readonly erreurs: readonly { code: string }[];
}

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { problematique { id statut version pilote { id } echeance residence { id } }
      erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

async function must(subgraph: TestSubgraph, caller: Caller, call: string) {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  return fait.problematique ?? {};
}

const opened = (changes: Readonly<Record<string, string>> = {}, cle = ''): string => {
  const saisie = {
    groupe: '"gpo"',
    commune: '"86194"',
    lieu: 'HALL',
    theme: 'OCCUPATION',
    dateReperage: `"${today}"`,
    ...changes,
  };
  const fields = Object.entries(saisie).map(([name, value]) => `${name}: ${value}`);
  return `ouvrirProblematique(${cle} saisie: { ${fields.join(', ')} })`;
};
const on = (name: string, id: unknown, saisie?: string, more = ''): string =>
  `${name}(id: "${String(id)}"${more}${saisie ? `, saisie: { ${saisie} }` : ''})`;
const plan = 'solution: MEDIATION, pilote: "ekidom", echeance: "2099-01-15"';

async function fillGroups(database: DataSource): Promise<void> {
  for (const [id, type, members] of [
    ['gpo', 'GPO', ['police-nationale-86', 'ekidom', 'ville-poitiers']],
    ['autre', 'GPO', ['police-nationale-86', 'sem-hpc']],
    ['travail', 'GROUPE_TRAVAIL', ['police-nationale-86', 'ekidom', 'ville-poitiers']],
  ] as const) {
    await database
      .getRepository(Instance)
      .insert({ id, type, perimetreCode: 'QN08605M', presidenceId: 'police-nationale-86' });
    await database
      .getRepository(InstanceMembre)
      .insert(members.map((signataireId) => ({ instanceId: id, signataireId })));
  }
  await fillDirectory(database);
}

const repository = <T extends object>({ running }: TestSubgraph, entity: new () => T) => {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource.getRepository(entity);
};

onBothDatabases(ville, fillGroups, (test) => {
  test('goes from the board to the solution, and is kept in its history', async (subgraph) => {
    const residence = { residence: '"ekidom:86194-001"', quartier: '"QN08605M"' };
    const { id } = await must(subgraph, poitiers, opened(residence));
    expect(await must(subgraph, police, on('planifierProblematique', id, plan))).toEqual({
      id,
      statut: 'PLANIFIEE',
      version: 2,
      echeance: '2099-01-15',
      pilote: { id: 'ekidom' },
      residence: { id: 'ekidom:86194-001' },
    });
    await must(subgraph, ekidom, on('resoudreProblematique', id, `date: "${today}"`));
    await must(subgraph, police, on('cloreProblematique', id));
    const passages = await repository(subgraph, PassageEnregistre).findBy({ objetId: String(id) });
    expect(
      passages
        .toSorted((left, right) => left.version - right.version)
        .map(({ acte, de, vers, signataireId }) => [acte, de, vers, signataireId]),
    ).toEqual([
      ['ouvrirProblematique', null, 'OUVERTE', 'ville-poitiers'],
      ['planifierProblematique', 'OUVERTE', 'PLANIFIEE', 'police-nationale-86'],
      ['resoudreProblematique', 'PLANIFIEE', 'RESOLUE', 'ekidom'],
      ['cloreProblematique', 'RESOLUE', 'CLOSE', 'police-nationale-86'],
    ]);
  });

  test('is opened once under one key, and changed under the version that was read', async (subgraph) => {
    const again = opened({}, 'cleIdempotence: "tableau-0001",');
    const { id } = await must(subgraph, ekidom, again);
    expect(await must(subgraph, ekidom, again)).toMatchObject({ id, version: 1 });
    expect(
      await codes(subgraph, ekidom, opened({ theme: 'BRUIT' }, 'cleIdempotence: "tableau-0001",')),
    ).toEqual(['CLE_REUTILISEE']);
    const stale = on('planifierProblematique', id, plan, ', version: 2');
    expect(await codes(subgraph, police, stale)).toEqual(['VERSION_PERIMEE']);
  });

  for (const [what, changes, code] of [
    ['a group that is no GPO', { groupe: '"travail"' }, 'GPO_INTROUVABLE'],
    ['a GPO of others', { groupe: '"autre"' }, 'GPO_INTROUVABLE'],
    ['no group at all', { groupe: '"inconnu"' }, 'GPO_INTROUVABLE'],
    ['a commune of others', { commune: '"75056"' }, 'HORS_TERRITOIRE'],
    ['a quartier of another commune', { quartier: '"QN08601M"' }, 'QUARTIER_HORS_COMMUNE'],
    ['a name in place of a résidence', { residence: '"Jean Dupont"' }, 'RESIDENCE_INCONNUE'],
    ['a résidence of no signatory', { residence: '"autre:1"' }, 'RESIDENCE_INCONNUE'],
    ['a day ahead', { dateReperage: '"2099-01-01"' }, 'DATE_A_VENIR'],
  ] as const) {
    test(`is not opened for ${what}`, async (subgraph) => {
      expect(await codes(subgraph, ekidom, opened(changes))).toEqual([code]);
    });
  }

  test('is planned for a member, ahead, and solved in order', async (subgraph) => {
    const { id } = await must(subgraph, ekidom, opened({ dateReperage: '"2026-06-01"' }));
    const planned = (saisie: string) =>
      codes(subgraph, police, on('planifierProblematique', id, saisie));
    expect(await planned(plan.replace('ekidom', 'sem-hpc'))).toEqual(['PILOTE_HORS_GROUPE']);
    expect(await planned(plan.replace('2099', '2020'))).toEqual(['DATE_PASSEE']);
    await must(subgraph, police, on('planifierProblematique', id, plan));
    const solved = (date: string) =>
      codes(subgraph, ekidom, on('resoudreProblematique', id, `date: "${date}"`));
    expect(await solved('2099-01-01')).toEqual(['DATE_A_VENIR']);
    expect(await solved('2026-05-01')).toEqual(['DATES_INVERSEES']);
  });

  test('is nobody’s who left the group, whether chair or pilot', async (subgraph) => {
    const { id } = await must(subgraph, poitiers, opened());
    await must(subgraph, police, on('planifierProblematique', id, plan));
    const members = repository(subgraph, InstanceMembre);
    const gone = ['police-nationale-86', 'ekidom'].map((signataireId) => ({
      instanceId: 'gpo',
      signataireId,
    }));
    for (const member of gone) await members.delete(member);
    const read = `{ problematique(id: "${String(id)}") { id } problematiques { totalCount } }`;
    for (const caller of [police, ekidom, semHpc]) {
      expect(await dataOf(subgraph, caller, read)).toEqual({
        problematique: null,
        problematiques: { totalCount: 0 },
      });
    }
    expect(await codes(subgraph, police, on('ecarterProblematique', id, 'motif: DOUBLON'))).toEqual(
      ['INTROUVABLE'],
    );
    expect(
      await codes(subgraph, ekidom, on('resoudreProblematique', id, `date: "${today}"`)),
    ).toEqual(['INTROUVABLE']);
    await members.insert(gone);
    await must(subgraph, police, on('ecarterProblematique', id, 'motif: DOUBLON'));
  });
  situationTests(test);
  instanceTests(test);
  actionTests(test);
  engagementTests(test);
});
