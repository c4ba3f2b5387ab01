import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { Correspondant } from '../../../subgraphs/ville/correspondant/correspondant.js';
import { InstanceMembre } from '../../../subgraphs/ville/instance/instance.js';
import { MandatGroupe } from '../../../subgraphs/ville/mandat/mandat-groupe.js';
import { removeOverdue } from '../../../subgraphs/ville/situation/remove-overdue.js';
import { archivedUntil, lastDayBefore25 } from '../../../subgraphs/ville/situation/retention.js';
import { SituationSuivie } from '../../../subgraphs/ville/situation/situation-suivie.js';
import { dataOf } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';

const droits = {
  'correspondant:lecture': null,
  'mandat:lecture': ['groupe-travail', 'auteur'],
  'mandat:attribution': ['auteur'],
  'mandat:retrait': ['auteur', 'destinataire'],
  'instance:reunions': ['groupe-travail'],
  'instance:conduite': ['destinataire'],
  'instance:depart': ['participant'],
  'instance:demande': ['groupe-travail'],
  'situation:lecture': ['mandat'],
  'situation:personne': ['mandat'],
  'situation:inscription': ['mandat'],
  'situation:conduite': ['destinataire'],
} as const;
export const of = (signataire: string, compte: string): Caller => ({ signataire, compte, droits });
export const chair = of('police-nationale-86', 'chef');
export const claire = of('ekidom', 'claire');
const jean = of('ekidom', 'jean');
export const stranger = of('sem-hpc', 'claire');

export const today = civilDay(new Date());
const yearsAgo = (years: number, shift = 0): string => {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  day.setUTCDate(day.getUTCDate() + shift);
  return day.toISOString().slice(0, 10);
};

interface Fait {
  readonly erreurs: readonly { code: string }[];
  readonly [answer: string]: unknown;
}

async function act(subgraph: TestSubgraph, caller: Caller, call: string): Promise<Fait> {
  const [, kind = 'situation'] = /(mandat|instance)(?:Groupe)?\(/i.exec(call) ?? [];
  const answer = kind.toLowerCase();
  const data = await dataOf(
    subgraph,
    caller,
    `mutation { fait: ${call} { ${answer} { id statut } erreurs { code message champ } } }`,
  );
  return data['fait'] as Fait;
}

export const codes = async (...asked: Parameters<typeof act>): Promise<string[]> =>
  (await act(...asked)).erreurs.map(({ code }) => code);

/** The id of what the act was done on; empty where its result is nobody's to read. */
export async function must(subgraph: TestSubgraph, caller: Caller, call: string): Promise<string> {
  const fait = await act(subgraph, caller, call);
  expect([call, fait.erreurs]).toEqual([call, []]);
  const made = fait['mandat'] ?? fait['situation'] ?? fait['instance'];
  return (made as { id: string } | null)?.id ?? '';
}

export const given = (correspondant: string, compte: string, more = '') =>
  `donnerMandatGroupe(saisie: { groupe: "travail", correspondant: "${correspondant}", compte: "${compte}", debut: "2026-01-01"${more} })`;
const listed = (naissance = yearsAgo(15), groupe = 'travail') =>
  `inscrireSituation(saisie: { groupe: "${groupe}", motifs: [ERRANCE], personne: { nom: "NOM-suivi", prenom: "Prénom", dateNaissance: "${naissance}" } })`;
export const on = (name: string, id: string, saisie?: string) =>
  `${name}(id: "${id}"${saisie ? `, saisie: { ${saisie} }` : ''})`;

const list =
  '{ situationsSuivies { totalCount nodes { id statut conservationJusque personne { nom } } } }';

async function seen(subgraph: TestSubgraph, caller: Caller): Promise<Record<string, unknown>[]> {
  const data = await dataOf(subgraph, caller, list);
  const { totalCount, nodes } = data['situationsSuivies'] as {
    totalCount: number;
    nodes: Record<string, unknown>[];
  };
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

const database = ({ running }: TestSubgraph): DataSource => {
  if (!running.dataSource) throw new Error('no database');
  return running.dataSource;
};

/** The directory of those who sit in a group. */
export async function fillDirectory(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Correspondant).insert(
    (
      [
        ['c-chef', 'police-nationale-86'],
        ['c-claire', 'ekidom'],
      ] as const
    ).map(([id, signataireId]) => ({
      id,
      signataireId,
      nom: 'Inventé',
      fonction: 'Référent',
      mandatDebut: '2026-01-01',
    })),
  );
}

/** Of the group `travail`, whose chair is the police. */
export function situationTests(
  test: (name: string, test: (subgraph: TestSubgraph) => Promise<void>) => void,
): void {
  test('a mandate is given by its own signatory to a person of its directory', async (subgraph) => {
    const asked = (call: string, caller = jean) => codes(subgraph, caller, call);
    expect(await asked(given('c-chef', 'claire'))).toEqual(['CORRESPONDANT_INTROUVABLE']);
    expect(await asked(given('c-claire', 'claire', ', fin: "2025-01-01"'))).toEqual([
      'DATES_INVERSEES',
    ]);
    expect(await asked(given('c-claire', 'claire').replace('travail', 'gpo'))).toEqual([
      'GROUPE_INTROUVABLE',
    ]);
    expect(await asked(given('c-claire', 'claire'), stranger)).toEqual(['GROUPE_INTROUVABLE']);
    await must(subgraph, chair, given('c-chef', 'chef'));
    await must(subgraph, jean, given('c-claire', 'claire'));
  });

  test('a situation is its group’s mandated persons’, and no one else’s', async (subgraph) => {
    const id = await must(subgraph, claire, listed());
    const shown = [
      {
        id,
        statut: 'INSCRITE',
        conservationJusque: lastDayBefore25(yearsAgo(15)),
        personne: { nom: 'NOM-suivi' },
      },
    ];
    expect(await seen(subgraph, claire)).toEqual(shown);
    expect(await seen(subgraph, chair)).toEqual(shown);
    // Of the same organisation; of the same name elsewhere; a member without a mandate.
    for (const other of [jean, stranger, of('ville-poitiers', 'claire')]) {
      expect(await seen(subgraph, other)).toEqual([]);
      const shownAlone = await dataOf(subgraph, other, `{ situationSuivie(id: "${id}") { id } }`);
      expect(shownAlone).toEqual({ situationSuivie: null });
      expect(await codes(subgraph, other, listed())).toEqual(['GROUPE_INTROUVABLE']);
    }
    // Without a claim that says who asks, nobody's mandate counts.
    expect(await seen(subgraph, { signataire: 'ekidom', droits })).toEqual([]);
    const exam = on('examinerSituation', id, `date: "${today}", orientation: EDUCATIF`);
    expect(await codes(subgraph, jean, exam)).toEqual(['INTROUVABLE']);
    expect(await codes(subgraph, chair, exam.replace(today, '2099-01-01'))).toEqual([
      'DATE_A_VENIR',
    ]);
    expect(await codes(subgraph, chair, exam.replace(today, '2020-01-01'))).toEqual([
      'DATES_INVERSEES',
    ]);
    await must(subgraph, chair, exam);
  });

  test('a mandate counts from its first day to its last, and while its signatory is a member', async (subgraph) => {
    const mandates = database(subgraph).getRepository(MandatGroupe);
    const mine = { compte: 'claire', signataireId: 'ekidom' };
    const members = database(subgraph).getRepository(InstanceMembre);
    const membership = { instanceId: 'travail', signataireId: 'ekidom' };
    const before = (await seen(subgraph, claire)).length;
    expect(before).toBeGreaterThan(0);
    await mandates.update(mine, { fin: today });
    expect(await seen(subgraph, claire)).toHaveLength(before);
    await mandates.update(mine, { fin: yearsAgo(0, -1) });
    expect(await seen(subgraph, claire)).toEqual([]);
    await mandates.update(mine, { fin: null, debut: yearsAgo(0, 1) });
    expect(await seen(subgraph, claire)).toEqual([]);
    await mandates.update(mine, { debut: '2026-01-01' });
    await members.delete(membership);
    expect(await seen(subgraph, claire)).toEqual([]);
    await members.insert(membership);
    expect(await seen(subgraph, claire)).toHaveLength(before);
  });

  test('a closed situation is on nobody’s agenda, its person erased', async (subgraph) => {
    const id = await must(subgraph, claire, listed(yearsAgo(24)));
    await must(subgraph, chair, on('cloreSituation', id));
    for (const caller of [claire, chair]) {
      expect((await seen(subgraph, caller)).map((node) => node['id'])).not.toContain(id);
    }
    const rows = database(subgraph).getRepository(SituationSuivie);
    expect(await rows.findOneBy({ id })).toMatchObject({
      statut: 'CLOSE',
      personneNom: null,
      personnePrenom: null,
      personneDateNaissance: null,
      personneAdresse: null,
      // Sooner than three years: nothing beyond the 25th year.
      conservationJusque: lastDayBefore25(yearsAgo(24)),
    });
    expect(archivedUntil('2026-02-01', '2040-01-01')).toBe('2029-02-01');
  });

  test('nobody of 25 years or more is followed, or born ahead', async (subgraph) => {
    expect(await codes(subgraph, claire, listed(yearsAgo(25)))).toEqual(['AGE_DEPASSE']);
    expect(await codes(subgraph, claire, listed(yearsAgo(-1)))).toEqual(['DATE_A_VENIR']);
    // On the eve of the birthday still.
    await must(subgraph, claire, listed(yearsAgo(25, 1)));
  });

  test('what is kept long enough goes, with its history, and the rest stays', async (subgraph) => {
    const dataSource = database(subgraph);
    const rows = dataSource.getRepository(SituationSuivie);
    const passages = dataSource.getRepository(PassageEnregistre);
    const id = await must(subgraph, claire, listed());
    const kept = await rows.count();
    const writes = new WriteQueue(dataSource);
    expect(await removeOverdue(writes, new Date())).toBe(0);
    await rows.update({ id }, { conservationJusque: yearsAgo(0, -1) });
    expect(await removeOverdue(writes, new Date())).toBe(1);
    expect(await rows.existsBy({ id })).toBe(false);
    expect(await passages.existsBy({ objetId: id })).toBe(false);
    expect(await rows.count()).toBe(kept - 1);
  });

  test('a mandate ends at once, by its signatory or by the chair', async (subgraph) => {
    const mandates = database(subgraph).getRepository(MandatGroupe);
    const { id } = await mandates.findOneByOrFail({ compte: 'claire' });
    expect(await codes(subgraph, of('ville-poitiers', 'x'), on('retirerMandatGroupe', id))).toEqual(
      ['INTROUVABLE'],
    );
    expect((await seen(subgraph, claire)).length).toBeGreaterThan(0);
    await must(subgraph, chair, on('retirerMandatGroupe', id));
    expect(await seen(subgraph, claire)).toEqual([]);
    expect(await codes(subgraph, claire, listed())).toEqual(['INTROUVABLE']);
    expect(await rowsOf(subgraph)).toBeGreaterThan(0);
  });

  test('an organisation that leaves a group reads nothing of it at once, and comes back without mandates', async (subgraph) => {
    await must(subgraph, chair, given('c-chef', 'chef'));
    const kept = await rowsOf(subgraph);
    const member = 'signataire: "ekidom"';
    const leaving = [
      [chair, on('retirerMembreInstance', 'travail', member)],
      [of('ekidom', 'x'), on('quitterInstance', 'travail')],
    ] as const;
    for (const [who, leave] of leaving) {
      await must(subgraph, claire, given('c-claire', 'claire'));
      const followed = await seen(subgraph, claire);
      expect(followed.length).toBeGreaterThan(0);
      await must(subgraph, who, leave);
      expect(await seen(subgraph, claire)).toEqual([]);
      expect(await codes(subgraph, claire, listed())).toEqual(['INTROUVABLE']);
      expect(await codes(subgraph, claire, given('c-claire', 'claire'))).toEqual([
        'GROUPE_INTROUVABLE',
      ]);
      await must(subgraph, chair, on('ajouterMembreInstance', 'travail', member));
      // It is a member again, and its person has no mandate.
      expect(await seen(subgraph, claire)).toEqual([]);
    }
    const mandates = database(subgraph).getRepository(MandatGroupe);
    expect(await mandates.countBy({ signataireId: 'ekidom', statut: 'EN_VIGUEUR' })).toBe(0);
    const ended = await mandates.findOneByOrFail({ signataireId: 'ekidom', version: 2 });
    const passages = database(subgraph).getRepository(PassageEnregistre);
    expect(await passages.findOneByOrFail({ objetId: ended.id, version: 2 })).toMatchObject({
      acte: 'retirerMandatGroupe',
      de: 'EN_VIGUEUR',
      vers: 'TERMINE',
    });
    expect(await rowsOf(subgraph)).toBe(kept);
  });

  test('who presides calls meetings, keeps its seat and takes no stranger', async (subgraph) => {
    const on2 = (name: string, saisie: string) => on(name, 'travail', saisie);
    for (const [call, code] of [
      [on2('convoquerReunionInstance', 'date: "2026-01-01", objet: THEME'), 'DATE_PASSEE'],
      [on2('ajouterMembreInstance', 'signataire: "inconnu"'), 'SIGNATAIRE_INCONNU'],
      [on2('ajouterMembreInstance', 'signataire: "ville-poitiers"'), 'DEJA_MEMBRE'],
      [on2('retirerMembreInstance', 'signataire: "sem-hpc"'), 'MEMBRE_INCONNU'],
      [on2('retirerMembreInstance', 'signataire: "police-nationale-86"'), 'PRESIDENCE'],
      [on('quitterInstance', 'travail'), 'INTROUVABLE'],
    ] as const) {
      expect([call, await codes(subgraph, chair, call)]).toEqual([call, [code]]);
    }
    await must(
      subgraph,
      chair,
      on2('convoquerReunionInstance', 'date: "2099-01-15", objet: THEME'),
    );
    const read = '{ instance(id: "travail") { reunions { date objet } } }';
    expect(await dataOf(subgraph, claire, read)).toEqual({
      instance: { reunions: [{ date: '2099-01-15', objet: 'THEME' }] },
    });
    expect(await dataOf(subgraph, stranger, read)).toEqual({ instance: { reunions: null } });
  });
}

function rowsOf(subgraph: TestSubgraph): Promise<number> {
  return database(subgraph).getRepository(SituationSuivie).count();
}
