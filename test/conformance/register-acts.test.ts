import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import { OutgoingAct } from '../../subgraphs/kit/delivery/outgoing-act.js';
import { RappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { TransactionMunicipale } from '../../subgraphs/ville/transaction/transaction-municipale.js';
import { programEnvironment } from '../harness/program-environment.js';
import { World } from '../harness/world.js';
import { judicialActs } from './judicial-acts.js';
import { actsAsked, actWhileKilled } from './killed-acts.js';

const parquet = 'parquet-poitiers';
const poitiers = 'ville-poitiers';
const program = fileURLToPath(new URL('../../subgraphs/deliveries.js', import.meta.url));
const purposes = 'rappel-ordre,transaction-municipale';
let world: World;

beforeAll(async () => {
  const nothing = () => Promise.resolve();
  world = await World.start({ ville: nothing, bailleurs: nothing, justice: nothing });
}, 90_000);

afterAll(() => world.stop());

beforeEach(() => {
  world.door.fault = null;
});

const justiceUrl = (): string => `sqlite:${join(world.folder, 'justice.sqlite')}`;

async function consulted(id: string): Promise<string> {
  await world.databases.ville.getRepository(RappelOrdre).insert({
    id,
    statut: 'CONSULTATION_PARQUET',
    communeCode: '86194',
    dateFaits: '2026-05-02',
    motif: 'INCIVILITE',
    natureFaits: 'NON_PENAL',
    mineur: false,
    auteurNom: 'Inventé',
    auteurRepresentants: [],
  });
  return id;
}

interface Fait {
  readonly avis: { id: string; livraison: { etat: string; refus: string | null } } | null;
  readonly erreurs: readonly { code: string; champ: string | null }[];
}

async function give(id: string, more = ''): Promise<Fait> {
  const { data, errors } = await world.ask(
    parquet,
    purposes,
    `mutation { fait: rendreAvisRappelOrdre(saisie: { rappelOrdre: "${id}", commune: "86194", avis: FAVORABLE }${more})
       { avis { id livraison { etat refus } } erreurs { code champ } } }`,
  );
  expect(errors).toBeUndefined();
  return data?.['fait'] as Fait;
}

async function seen(signataire: string, id: string) {
  const { data } = await world.ask(
    signataire,
    purposes,
    `{ rappelOrdre(id: "${id}") { statut avisId avis { id avis livraison { etat refus } } historique { acte signataire { id } } } }`,
  );
  return data?.['rappelOrdre'] as {
    statut: string;
    avisId: string | null;
    avis: { id: string; avis: string; livraison: { etat: string; refus: string | null } }[] | null;
    historique: { acte: string; signataire: { id: string } }[];
  } | null;
}

/** Waits until nothing of the register is still to be done. */
async function settled(): Promise<void> {
  const waiting = world.databases.justice.getRepository(OutgoingAct);
  while (await waiting.existsBy({ etat: 'EN_ATTENTE' })) await delay(50);
}

test('an opinion is in the register and moves the mayor’s file, under the parquet’s account', async () => {
  const id = await consulted('rappel-1');
  const { avis, erreurs } = await give(id);
  expect(erreurs).toEqual([]);
  expect(avis).toMatchObject({ livraison: { etat: expect.any(String) } });
  await settled();
  for (const reader of [poitiers, parquet]) {
    expect(await seen(reader, id)).toMatchObject({
      statut: 'AVIS_FAVORABLE',
      avisId: avis?.id,
      avis: [{ id: avis?.id, avis: 'FAVORABLE', livraison: { etat: 'FAITE', refus: null } }],
      historique: [{ acte: 'rendreAvisFavorableRappelOrdre', signataire: { id: parquet } }],
    });
  }
  // Another mayor, and nobody else, learns nothing.
  for (const stranger of ['ville-chatellerault', 'ekidom', 'prefecture-86']) {
    const { text } = await world.ask(stranger, purposes, `{ rappelOrdre(id: "${id}") { id } }`);
    expect(text).not.toContain('rappel-1"}');
  }
  expect((await give(id)).erreurs).toEqual([{ code: 'AVIS_DEJA_RENDU', champ: 'rappelOrdre' }]);
});

test('an opinion that the file does not wait for stays in the register, and says so', async () => {
  // None, and one that is not asked for: alike.
  await consulted('rappel-2');
  await world.databases.ville
    .getRepository(RappelOrdre)
    .update({ id: 'rappel-2' }, { statut: 'ABANDONNE' });
  for (const id of ['rappel-2', 'inconnu']) {
    const { avis } = await give(id);
    await settled();
    const source = avis?.id ?? '';
    expect(
      await world.databases.justice.getRepository(OutgoingAct).findOneByOrFail({ source }),
    ).toMatchObject({ etat: 'REFUSEE', refus: 'INTROUVABLE' });
    // It was none: another may follow.
    expect((await give(id)).erreurs).toEqual([]);
    await settled();
  }
  expect(await seen(poitiers, 'rappel-2')).toMatchObject({ statut: 'ABANDONNE', avisId: null });
});

test('what the way refused is listed by a program, and done again by it once it may be', async () => {
  const deliveries = (...args: readonly string[]) =>
    spawnSync(process.execPath, [program, 'justice', ...args], {
      encoding: 'utf8',
      env: { ...programEnvironment, DATABASE_URL: justiceUrl() },
    });
  const { avis } = await give('rappel-tardif');
  await settled();
  const acts = world.databases.justice.getRepository(OutgoingAct);
  const { id } = await acts.findOneByOrFail({ source: avis?.id ?? '' });
  const listed = deliveries();
  expect([listed.status, listed.stderr]).toEqual([0, '']);
  const line = listed.stdout.split('\n').find((text) => text.startsWith(id));
  expect(line).toMatch(/: INTROUVABLE, .*, tried 1 times; may be tried again$/);
  const none = deliveries('--again', 'inconnue');
  expect([none.status, none.stderr]).toEqual([
    1,
    expect.stringContaining('inconnue: no refused delivery of this id'),
  ]);
  // Its file is there by now.
  await consulted('rappel-tardif');
  expect(deliveries('--again', id).status).toBe(0);
  await settled();
  expect(await seen(poitiers, 'rappel-tardif')).toMatchObject({
    statut: 'AVIS_FAVORABLE',
    avisId: avis?.id,
  });
  expect(deliveries().stdout).not.toContain(id);
});

test('a decision on a transaction goes the same way', async () => {
  const transaction = world.databases.ville.getRepository(TransactionMunicipale);
  await transaction.insert({
    id: 'transaction-1',
    communeCode: '86194',
    datePv: '2026-05-02',
    contravention: 'DEGRADATION_LEGERE',
    bienCommunal: 'VOIRIE',
    dateLimiteProposition: '2026-06-02',
    montantReparation: 90,
    statut: 'TRANSMISE_HOMOLOGATION',
  });
  const decide = async (autorite: string, date = '2026-06-20') => {
    const { data, errors } = await world.ask(
      parquet,
      purposes,
      `mutation { fait: deciderHomologationTransaction(saisie: { transaction: "transaction-1", commune: "86194",
         autorite: ${autorite}, decision: HOMOLOGUEE, date: "${date}" }) { homologation { id } erreurs { code } } }`,
    );
    expect(errors).toBeUndefined();
    await settled();
    return (data?.['fait'] as { erreurs: { code: string }[] }).erreurs.map(({ code }) => code);
  };
  expect(await decide('PROCUREUR', '2099-01-01')).toEqual(['DATE_A_VENIR']);
  // The file says who is competent: the judge is not, for a reparation.
  expect(await decide('JUGE_TRIBUNAL_POLICE')).toEqual([]);
  expect(await decide('PROCUREUR')).toEqual([]);
  expect(await decide('PROCUREUR')).toEqual(['DECISION_DEJA_RENDUE']);
  const { data } = await world.ask(
    poitiers,
    purposes,
    '{ transactionMunicipale(id: "transaction-1") { statut homologations { autorite decision livraison { etat refus } } } }',
  );
  const { statut, homologations } = data?.['transactionMunicipale'] as {
    statut: string;
    homologations: object[];
  };
  expect(statut).toBe('HOMOLOGUEE');
  expect(homologations).toHaveLength(2);
  expect(homologations).toContainEqual({
    autorite: 'JUGE_TRIBUNAL_POLICE',
    decision: 'HOMOLOGUEE',
    livraison: { etat: 'REFUSEE', refus: 'AUTORITE_INCOMPETENTE' },
  });
  expect(homologations).toContainEqual({
    autorite: 'PROCUREUR',
    decision: 'HOMOLOGUEE',
    livraison: { etat: 'FAITE', refus: null },
  });
});

test('a notice opens the procedure to the complainant whose complaint it is, and to nobody else', async () => {
  const suivi = 'suivi-plaintes';
  const plaintes = world.databases.bailleurs.getRepository(Plainte);
  await plaintes.insert(
    ['ekidom', 'sem-hpc'].map((plaignantId) => ({
      id: `plainte-${plaignantId}`,
      incidentId: `i-${plaignantId}`,
      plaignantId,
      serviceId: 'police-nationale-86',
      parquetId: parquet,
      dateDepot: '2026-05-03',
      recepisse: true,
      qualificationCodes: ['degradation'],
      statut: 'EN_COURS' as const,
    })),
  );
  const register = async (act: string) => {
    const { data, errors } = await world.ask(
      parquet,
      suivi,
      `mutation { fait: ${act} { procedure { id } erreurs { code } } }`,
    );
    expect(errors).toBeUndefined();
    const fait = data?.['fait'] as { procedure: { id: string } | null; erreurs: object[] };
    expect([act, fait.erreurs]).toEqual([act, []]);
    await settled();
    return fait.procedure?.id ?? '';
  };
  const followed = async (signataire: string) => {
    const { data, errors } = await world.ask(
      signataire,
      suivi,
      `{ plaintes { nodes { id statut procedure { etatPublic decision { typeDecision } } } } procedures { nodes { etatPublic decision { typeDecision } } } }`,
    );
    expect(errors).toBeUndefined();
    return data;
  };
  const id = await register(
    'ouvrirProcedure(saisie: { commune: "86194", moisFaits: "2026-05", infractions: [DEGRADATION], plainte: "plainte-ekidom", plaignant: "ekidom", informationMaire: true })',
  );
  const before = await followed('ekidom');
  expect(before).toEqual({
    plaintes: { nodes: [{ id: 'plainte-ekidom', statut: 'EN_COURS', procedure: null }] },
    procedures: { nodes: [] },
  });
  await register(
    `inscrireDecisionProcedure(id: "${id}", saisie: { type: POURSUITE_COPJ, date: "2026-06-01" })`,
  );
  // Case 5: decided is as good as under way; also when another was told.
  expect(await followed('ekidom')).toEqual(before);
  await register(`notifierAvisProcedure(id: "${id}", saisie: { destinataire: "ville-poitiers" })`);
  expect(await followed('ekidom')).toEqual(before);
  await register(`notifierAutreAvisProcedure(id: "${id}", saisie: { destinataire: "ekidom" })`);
  const open = { etatPublic: 'DECISION_NOTIFIEE', decision: { typeDecision: 'POURSUITE_COPJ' } };
  expect(await followed('ekidom')).toEqual({
    plaintes: { nodes: [{ id: 'plainte-ekidom', statut: 'AVIS_NOTIFIE', procedure: open }] },
    procedures: { nodes: [open] },
  });
  // Case 1: another complainant learns nothing, by whatever id.
  expect(await followed('sem-hpc')).toEqual({
    plaintes: { nodes: [{ id: 'plainte-sem-hpc', statut: 'EN_COURS', procedure: null }] },
    procedures: { nodes: [] },
  });
  const look = (target: string) => `{ procedure(id: "${target}") { id etatPublic } }`;
  const { text } = await world.ask('sem-hpc', suivi, look(id));
  expect(text).toBe((await world.ask('sem-hpc', suivi, look('inconnue'))).text);
  await register(`inscrireAppelProcedure(id: "${id}")`);
  await register(`inscrireJugementProcedure(id: "${id}")`);
  expect(await followed('ekidom')).toMatchObject({
    plaintes: { nodes: [{ statut: 'JUGEMENT_DEFINITIF' }] },
    procedures: { nodes: [{ etatPublic: 'JUGEMENT_DEFINITIF' }] },
  });
});

test('a complainant who is named wrongly learns nothing, from the opening on', async () => {
  const suivi = 'suivi-plaintes';
  const register = async (act: string) => {
    const query = `mutation { fait: ${act} { procedure { id livraison { etat refus } } erreurs { code } } }`;
    const { data, errors } = await world.ask(parquet, suivi, query);
    expect(errors).toBeUndefined();
    return (data?.['fait'] as { procedure: { id: string } }).procedure.id;
  };
  // The complaint is Ékidom's.
  const id = await register(
    'ouvrirProcedure(saisie: { commune: "86194", moisFaits: "2026-05", infractions: [DEGRADATION], plainte: "plainte-ekidom", plaignant: "sem-hpc", informationMaire: false })',
  );
  const look = async (target: string) =>
    (
      await world.ask(
        'sem-hpc',
        suivi,
        `{ procedure(id: "${target}") { id communeFaits { codeInsee } decision { typeDecision } } procedures { totalCount nodes { id } } }`,
      )
    ).text;
  const nothing = await look('inconnue');
  expect(await look(id)).toBe(nothing);
  await register(
    `inscrireDecisionProcedure(id: "${id}", saisie: { type: POURSUITE_COPJ, date: "2026-06-01" })`,
  );
  await register(`notifierAvisProcedure(id: "${id}", saisie: { destinataire: "sem-hpc" })`);
  expect(await look(id)).toBe(nothing);
  await settled();
  expect(
    await world.databases.justice.getRepository(OutgoingAct).findOneByOrFail({ source: id }),
  ).toMatchObject({ etat: 'REFUSEE', refus: expect.stringMatching(/PLAIGNANT_DIFFERENT|ETAPE/) });
  expect(await look(id)).toBe(nothing);
});

test(
  'nothing is lost and nothing done twice, whichever process is killed',
  async () => {
    await actWhileKilled(world, actsAsked(60));
  },
  process.env['ACTS'] ? 3_600_000 : 120_000,
);

judicialActs(() => world);
