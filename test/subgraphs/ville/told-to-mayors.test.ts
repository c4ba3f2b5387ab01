import { expect } from '@jest/globals';
import { aMonthAfter, civilDay } from '../../../schema/contract/civil-day.js';
import { PassageEnregistre } from '../../../subgraphs/kit/acts/act-tables.js';
import { WriteQueue } from '../../../subgraphs/kit/write-queue.js';
import { PropositionAlternative } from '../../../subgraphs/ville/alternative/proposition-alternative.js';
import { InformationMaire } from '../../../subgraphs/ville/information/information-maire.js';
import { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { removeExpired } from '../../../subgraphs/ville/remove-expired.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { dataOf, onBothDatabases } from '../../harness/both-databases.js';
import type { Caller, TestSubgraph } from '../../harness/subgraph.js';
import { callers, fillVille } from './rappels.js';

const mairie: Caller['droits'] = {
  'alternative:lecture': ['commune'],
  'alternative:proposition': ['commune'],
  'information-maire:lecture': ['commune'],
  'information-maire:reception': ['commune'],
};
const poitiers: Caller = { ...callers.poitiers, droits: mairie };
const chatellerault: Caller = { ...callers.chatellerault, droits: mairie };
const parquet: Caller = {
  ...callers.parquet,
  droits: {
    'alternative:lecture': ['departement'],
    'alternative:reponse': ['destinataire'],
    'information-maire:lecture': ['departement'],
    'information-maire:transmission': ['departement'],
    'information-maire:suite': ['departement'],
  },
};
const force: Caller['droits'] = {
  'information-maire:lecture': ['auteur'],
  'information-maire:transmission': ['zone'],
};
const police: Caller = { ...callers.police, droits: force };
const gendarmerie: Caller = {
  signataire: 'gendarmerie-86',
  territoire: { zone: 'gendarmerie' },
  droits: force,
};
const today = civilDay(new Date());

async function act(subgraph: TestSubgraph, caller: Caller, field: string, call: string) {
  const query = `mutation { fait: ${call} { dossier: ${field} { id statut ${field === 'information' ? 'echeance' : ''} } erreurs { code champ } } }`;
  return (await dataOf(subgraph, caller, query))['fait'] as {
    dossier: { id: string; statut: string; echeance?: string | null } | null;
    erreurs: { code: string; champ: string | null }[];
  };
}

const propose = (more: string, commune = '86194', date = today) =>
  `proposerMesureAlternative(saisie: { commune: "${commune}", dateFaits: "${date}", faits: DEGRADATION_LEGERE, mesure: REPARATION, ${more} })`;
const inform = (commune = '86194', lieu = 'rue Imaginaire', signalee = false, date = today) =>
  `transmettreInformationMaire(saisie: { commune: "${commune}", nature: BIENS, date: "${date}", lieu: "${lieu}", signaleeParMaire: ${String(signalee)} })`;
const on = (name: string, id: unknown, saisie?: string) =>
  `${name}(id: "${String(id)}"${saisie ? `, saisie: { ${saisie} }` : ''})`;
const count = async (subgraph: TestSubgraph, caller: Caller, list: string) =>
  ((await dataOf(subgraph, caller, `{ ${list} { totalCount } }`))[list] as { totalCount: number })
    .totalCount;

onBothDatabases(ville, fillVille, (test) => {
  test('a landlord’s damage is proposed to the prosecutor, a city’s is not', async (subgraph) => {
    for (const [call, code] of [
      [propose('lese: COMMUNE'), 'BIEN_COMMUNAL'],
      [propose('lese: BAILLEUR'), 'BAILLEUR_INCONNU'],
      [propose('lese: BAILLEUR, bailleur: "ville-poitiers"'), 'BAILLEUR_INCONNU'],
      [propose('lese: AUTRE, bailleur: "ekidom"'), 'BAILLEUR_INCONNU'],
      [propose('lese: AUTRE', '86214'), 'HORS_TERRITOIRE'],
      [propose('lese: AUTRE', '86194', '2099-01-01'), 'DATE_A_VENIR'],
      // Another mayor's commune.
      [propose('lese: AUTRE', '86066'), 'INTROUVABLE'],
    ] as const) {
      const { erreurs } = await act(subgraph, poitiers, 'proposition', call);
      expect([call, erreurs.map((erreur) => erreur.code)]).toEqual([call, [code]]);
    }
    const made = propose('lese: BAILLEUR, bailleur: "ekidom"');
    const { dossier } = await act(subgraph, poitiers, 'proposition', made);
    const answer = on('repondreMesureAlternative', dossier?.id, 'reponse: AUTRE_SUITE');
    const refused = await act(
      subgraph,
      chatellerault,
      'proposition',
      on('retirerMesureAlternative', dossier?.id),
    );
    expect(refused.erreurs.map(({ code }) => code)).toEqual(['INTROUVABLE']);
    expect(await count(subgraph, chatellerault, 'propositionsAlternatives')).toBe(0);
    expect((await act(subgraph, parquet, 'proposition', answer)).dossier?.statut).toBe('REPONDUE');
    // Answered: the parquet reads it, and acts on it no more.
    const again = await act(subgraph, parquet, 'proposition', answer);
    expect(again.erreurs.map(({ code }) => code)).toEqual(['INTROUVABLE']);
    expect(await count(subgraph, parquet, 'propositionsAlternatives')).toBe(1);
  });

  test('a force informs the mayor of its zone, the prosecutor any, and nobody names anybody', async (subgraph) => {
    for (const [caller, call, code] of [
      [gendarmerie, inform(), 'INTROUVABLE'],
      [police, inform('86214'), 'HORS_TERRITOIRE'],
      [police, inform('86194', 'rue Imaginaire', false, '2099-01-01'), 'DATE_A_VENIR'],
    ] as const) {
      const { erreurs } = await act(subgraph, caller, 'information', call);
      expect([call, erreurs.map((erreur) => erreur.code)]).toEqual([call, [code]]);
    }
    for (const lieu of ['12 rue Imaginaire', 'rue Imaginaire; M. Inventé', 'x'.repeat(90)]) {
      const { errors } = await subgraph.ask(
        police,
        `mutation { ${inform('86194', lieu)} { erreurs { code } } }`,
      );
      expect([lieu, errors.map(({ extensions }) => extensions?.code)]).toEqual([
        lieu,
        ['BAD_USER_INPUT'],
      ]);
    }
    const { dossier } = await act(subgraph, police, 'information', inform());
    expect(dossier).toMatchObject({ statut: 'TRANSMISE', echeance: null });
    await act(subgraph, parquet, 'information', inform('86066'));
    for (const [caller, expected] of [
      [poitiers, 1],
      [chatellerault, 1],
      [police, 1],
      [gendarmerie, 0],
      [parquet, 2],
    ] as const) {
      expect(await count(subgraph, caller, 'informationsMaire')).toBe(expected);
    }
  });

  test('what the mayor had reported is answered in a month, a classement with its reasons', async (subgraph) => {
    const { dossier } = await act(
      subgraph,
      police,
      'information',
      inform('86194', 'place Inventée', true),
    );
    expect(dossier?.echeance).toBe(aMonthAfter(today));
    const tell = async (saisie: string, name = 'communiquerSuiteInformation') => {
      const fait = await act(subgraph, parquet, 'information', on(name, dossier?.id, saisie));
      return fait.erreurs.map(({ code }) => code);
    };
    expect(await tell('suite: CLASSEMENT')).toEqual(['RAISON_DU_CLASSEMENT']);
    expect(await tell('suite: POURSUITES, raison: AUTEUR_INCONNU')).toEqual([
      'RAISON_DU_CLASSEMENT',
    ]);
    const received = on('accuserReceptionInformation', dossier?.id);
    expect((await act(subgraph, poitiers, 'information', received)).dossier?.statut).toBe('RECUE');
    expect(await tell('suite: POURSUITES')).toEqual([]);
    expect(await tell('suite: APPEL', 'communiquerAutreSuiteInformation')).toEqual([]);
    const { informationMaire } = await dataOf(
      subgraph,
      poitiers,
      `{ informationMaire(id: "${String(dossier?.id)}") { suiteCommuniquee echeance historique { acte } } }`,
    );
    expect(informationMaire).toMatchObject({ suiteCommuniquee: 'APPEL', echeance: null });
  });

  test('what twelve months have passed over goes, with its history, and the rest stays', async (subgraph) => {
    const { dataSource } = subgraph.running;
    if (!dataSource) throw new Error('no database');
    const { manager } = dataSource;
    const informed = (await act(subgraph, police, 'information', inform())).dossier?.id ?? '';
    const made = propose('lese: AUTRE');
    const proposed = (await act(subgraph, poitiers, 'proposition', made)).dossier?.id ?? '';
    const [open, untouched] = await manager.find(RappelOrdre, { order: { id: 'ASC' } });
    if (!open || !untouched) throw new Error('no rappel');
    const rappels = await manager.count(RappelOrdre);
    await manager.update(RappelOrdre, { id: open.id }, { statutDepuis: new Date() });
    // Nobody acted on it since acts are recorded.
    await manager.update(
      RappelOrdre,
      { id: untouched.id },
      { statutDepuis: null, dateFaits: today },
    );
    const writes = new WriteQueue(dataSource);
    const later = (years: number, days: number): Date => {
      const at = new Date();
      at.setUTCFullYear(at.getUTCFullYear() + years);
      at.setUTCDate(at.getUTCDate() + days);
      return at;
    };
    const left = async () => [
      await manager.existsBy(RappelOrdre, { id: open.id }),
      await manager.existsBy(RappelOrdre, { id: untouched.id }),
      await manager.existsBy(InformationMaire, { id: informed }),
      await manager.existsBy(PassageEnregistre, { objetId: informed }),
      await manager.existsBy(PropositionAlternative, { id: proposed }),
    ];
    await removeExpired(writes, later(1, -2));
    expect(await left()).toEqual([true, true, true, true, true]);
    const before = await manager.count(RappelOrdre);
    expect(before).toBeLessThanOrEqual(rappels);
    // A proposal waits for its answer for as long as it takes.
    expect(await removeExpired(writes, later(1, 2))).toBeGreaterThanOrEqual(3);
    expect(await left()).toEqual([false, false, false, false, true]);
    await act(
      subgraph,
      parquet,
      'proposition',
      on('repondreMesureAlternative', proposed, 'reponse: RETENUE'),
    );
    await removeExpired(writes, later(1, 2));
    expect((await left()).at(-1)).toBe(false);
  });
});
