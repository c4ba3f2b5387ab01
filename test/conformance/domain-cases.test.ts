import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import { post } from '../harness/subgraph.js';
import { dataClassesBehind } from './cases/data-classes.js';
import { couronneries, fillBailleurs, fillJustice, fillVille, notify } from './cases/rows.js';
import { World } from '../harness/world.js';

/** domain.md §8, the cases of what can be read, against the real processes. */
let world: World;

beforeAll(async () => {
  world = await World.start({
    ville: fillVille,
    bailleurs: fillBailleurs,
    justice: fillJustice,
  });
}, 90_000);

afterAll(() => world.stop());

/** The data of an answer that refused nothing. */
async function read(signataire: string, finalites: string, query: string, variables: object = {}) {
  const { data, errors } = await world.ask(signataire, finalites, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

test('case 1: Ékidom does not learn of SEM HPC’s complaint', async () => {
  const query = `query ($incident: ID!, $plainte: ID!, $procedure: ID!) {
    plaintes { totalCount nodes { id numeroPv } }
    incident(id: $incident) { id plaintes { id } auteurPresume { identite } }
    incidents { nodes { id plaintes { id numeroPv procedure { id } } } }
    plainte(id: $plainte) { id etat procedure { id decision { typeDecision } } }
    procedures { totalCount nodes { id } }
    procedure(id: $procedure) { id etatPublic }
  }`;
  const foreign = { incident: 'i-hpc', plainte: 'plainte-hpc', procedure: 'procedure-hpc' };
  const own = await world.ask('sem-hpc', 'suivi-plaintes', query, foreign);
  for (const secret of ['PV-hpc', 'plainte-hpc', 'procedure-hpc', 'AUTEUR-hpc']) {
    expect(own.text).toContain(secret);
  }
  const seen = await read('ekidom', 'suivi-plaintes', query, foreign);
  expect(JSON.stringify(seen)).not.toMatch(/PV-hpc|plainte-hpc|procedure-hpc|AUTEUR-hpc/);
  expect(seen).toMatchObject({
    plaintes: { totalCount: 1, nodes: [{ id: 'plainte-ekidom' }] },
    incident: { id: 'i-hpc', plaintes: null, auteurPresume: null },
  });
  // Nothing tells a complaint of another from one that was never filed.
  const unknown = { incident: 'i-hpc', plainte: 'inconnue', procedure: 'inconnue' };
  expect(await read('ekidom', 'suivi-plaintes', query, unknown)).toEqual(seen);
  // Nor does the incident: one without a complaint answers alike.
  const link = 'query ($id: ID!) { incident(id: $id) { plaintes { id } } }';
  expect(await read('ekidom', 'suivi-plaintes', link, { id: 'i-buxerolles' })).toEqual(
    await read('ekidom', 'suivi-plaintes', link, { id: 'i-hpc' }),
  );
});

test('case 2: Grand Poitiers cannot read L132-3 suites; Poitiers can, for Poitiers facts only', async () => {
  const query = `query ($one: ID!) {
    procedures { totalCount nodes { id communeFaits { codeInsee } decision { typeDecision } } }
    procedure(id: $one) { id }
  }`;
  const epci = await world.ask('grand-poitiers', 'information-maire', query, {
    one: 'procedure-ekidom',
  });
  expect(epci.data).toEqual({ procedures: null, procedure: null });
  expect(epci.errors?.map(({ extensions }) => extensions?.code)).toContain(
    'UNAUTHORIZED_FIELD_OR_TYPE',
  );
  const unlisted = { one: 'procedure-ekidom-non-listee' };
  expect(await read('ville-poitiers', 'information-maire', query, unlisted)).toEqual({
    procedures: {
      totalCount: 2,
      nodes: [
        // Listed, but no notice was sent to the city yet.
        { id: 'procedure-hpc', communeFaits: { codeInsee: '86194' }, decision: null },
        {
          id: 'procedure-ekidom',
          communeFaits: { codeInsee: '86194' },
          decision: { typeDecision: 'CLASSEMENT' },
        },
      ],
    },
    procedure: null,
  });
  const elsewhere = { one: 'procedure-chatellerault' };
  expect(await read('ville-poitiers', 'information-maire', query, elsewhere)).toMatchObject({
    procedure: null,
  });
});

test('case 3: the gendarmerie cannot read a Poitiers hall; a null zone denies both forces', async () => {
  const query = `{ ${['ekidom', 'benoit', 'buxerolles']
    .map(
      (id) => `${id}: residence(id: "r-${id}") { entrees { id niveauVigilance } consignesAcces }`,
    )
    .join('\n')} incidents { totalCount nodes { id entree { id } } } }`;
  const hall = (id: string) => ({ entrees: [{ id: `e-${id}`, niveauVigilance: 'ROUGE' }] });
  const none = { entrees: [], consignesAcces: null };
  const gendarmerie = await read('gendarmerie-86', '', query);
  expect(gendarmerie).toMatchObject({ ekidom: none, benoit: hall('benoit'), buxerolles: none });
  expect(gendarmerie?.['incidents']).toEqual({
    totalCount: 1,
    nodes: [{ id: 'i-benoit', entree: { id: 'e-benoit' } }],
  });
  const police = await read('police-nationale-86', '', query);
  expect(police).toMatchObject({ ekidom: hall('ekidom'), benoit: none, buxerolles: none });
  expect(JSON.stringify(police?.['incidents'])).not.toMatch(/buxerolles|benoit/);
});

test('case 4: a QPV filter by Poitiers returns no incident of Buxerolles', async () => {
  const query = `query ($quartier: String!) { incidents(filtre: { quartier: $quartier }) {
    totalCount nodes { id residence { commune { nom } } } } }`;
  const seen = async (signataire: string) => {
    const data = await read(signataire, '', query, { quartier: couronneries });
    const { totalCount, nodes } = data?.['incidents'] as {
      totalCount: number;
      nodes: { id: string }[];
    };
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ id }) => id);
  };
  expect(await seen('ville-poitiers')).toEqual(['i-hpc', 'i-ekidom']);
  expect(await seen('grand-poitiers')).toEqual(['i-hpc', 'i-ekidom', 'i-buxerolles']);
});

test('case 5: before the notice, the decision is null for the complainant', async () => {
  const query = `{ procedure(id: "procedure-ekidom") { etatPublic decision { typeDecision } }
    plainte(id: "plainte-ekidom") { procedure { decision { motifClassement { code } } } } }`;
  // The city was notified already: that opens nothing to Ékidom.
  expect(await read('ekidom', 'suivi-plaintes', query)).toEqual({
    procedure: { etatPublic: 'DECISION_NOTIFIEE', decision: null },
    plainte: { procedure: { decision: null } },
  });
  await notify(world.databases.justice, 'procedure-ekidom', 'ekidom');
  expect(await read('ekidom', 'suivi-plaintes', query)).toEqual({
    procedure: { etatPublic: 'DECISION_NOTIFIEE', decision: { typeDecision: 'CLASSEMENT' } },
    plainte: { procedure: { decision: { motifClassement: { code: '71' } } } },
  });
});

test('case 5b: a complaint names a procedure only to whom the parquet shows it', async () => {
  const query = `{ plainte(id: "plainte-ekidom") { id procedure { id } }
    plaintes { nodes { p: procedure { __typename } } } }`;
  const shown = (procedure: object | null, p: object | null) => ({
    plainte: { id: 'plainte-ekidom', procedure },
    plaintes: { nodes: [{ p }] },
  });
  expect(await read('ekidom', 'suivi-plaintes', query)).toEqual(
    shown({ id: 'procedure-ekidom' }, { __typename: 'Procedure' }),
  );
  const plaintes = world.databases.bailleurs.getRepository(Plainte);
  const refer = (procedureId: string) => plaintes.update('plainte-ekidom', { procedureId });
  try {
    // SEM HPC's, and one that never was: the same answer.
    for (const id of ['procedure-hpc', 'inconnue']) {
      await refer(id);
      expect(await read('ekidom', 'suivi-plaintes', query)).toEqual(shown(null, null));
    }
  } finally {
    await refer('procedure-ekidom');
  }
});

test('case 6: the agenda of a GPO holds no person', async () => {
  // What a meeting is about, at any depth, is operational at most; of who sits there, only
  // organisations. (Behind an organisation lies its territory, and behind that everything.)
  const behind = await dataClassesBehind('Instance', ['Signataire']);
  expect(behind.types).toEqual(['Instance', 'Signataire', 'Reunion']);
  expect(behind.classes).toEqual(['P1']);
  // The walk does find persons where there are some.
  expect((await dataClassesBehind('Incident')).classes).toEqual(['P1', 'P2', 'P3']);
  const agenda = '{ instances { nodes { id type reunions { date objet } } } }';
  expect(await read('ekidom', '', agenda)).toEqual({
    instances: {
      nodes: [
        {
          id: 'gpo',
          type: 'GPO',
          reunions: [{ date: '2026-06-01', objet: 'Éclairage des halls' }],
        },
      ],
    },
  });
});

test('case 7: a valid foreign id is null in _entities, as an unknown one is', async () => {
  const representations = (end: string) => [
    { __typename: 'Incident', id: `i-${end}` },
    { __typename: 'Plainte', id: `plainte-${end}` },
    { __typename: 'Entree', id: `e-${end}` },
  ];
  const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
    ... on Incident { id auteurPresume { identite } } ... on Plainte { id } ... on Entree { id } } }`;
  const direct = async (signataire: string, end: string) => {
    const token = await world.key.token('bailleurs', {
      signataire,
      territoire: { patrimoine: signataire },
      droits: {
        'incident:resume': ['patrimoine'],
        'incident:auteur': ['patrimoine'],
        'plainte:lecture': ['plaignant'],
        'entree:vigilance': ['patrimoine'],
      },
    });
    const url = world.subgraphs['bailleurs']?.url.replace('/graphql', '') ?? '';
    const { data, errors } = await post(url, token, {
      query,
      variables: { all: representations(end) },
    });
    expect(errors).toEqual([]);
    return data;
  };
  const nothing = { _entities: [null, null, null] };
  expect(await direct('ekidom', 'chatellerault')).toEqual(nothing);
  expect(await direct('ekidom', 'inconnu')).toEqual(nothing);
  expect(await direct('sem-hpc', 'chatellerault')).toMatchObject({
    _entities: [
      { auteurPresume: { identite: 'AUTEUR-chatellerault' } },
      { id: 'plainte-chatellerault' },
      { id: 'e-chatellerault' },
    ],
  });
  // Through the gateway: an own complaint that names a foreign procedure.
  await world.databases.bailleurs.query(
    `UPDATE plainte SET procedureId = 'procedure-hpc' WHERE id = 'plainte-ekidom'`,
  );
  const link =
    '{ plainte(id: "plainte-ekidom") { id procedure { etatPublic decision { typeDecision } } } }';
  expect(await read('ekidom', 'suivi-plaintes', link)).toEqual({
    plainte: { id: 'plainte-ekidom', procedure: null },
  });
});

test('case 9: a rappel à l’ordre on a délit is refused, whoever proposes it', async () => {
  const propose = (nature: string) => `mutation { fait: proposerRappelOrdre(saisie: {
    commune: "86194", dateFaits: "2026-05-02", motif: INCIVILITE, natureFaits: ${nature}, mineur: false
  }) { rappelOrdre { id statut } erreurs { code champ } } }`;
  const none = '{ rappelsOrdre { totalCount } }';
  for (const proposer of ['ville-poitiers', 'ekidom']) {
    for (const nature of ['DELIT', 'CRIME']) {
      expect(await read(proposer, 'rappel-ordre', propose(nature))).toEqual({
        fait: { rappelOrdre: null, erreurs: [{ code: 'CRIME_OU_DELIT', champ: 'natureFaits' }] },
      });
    }
    // Not without its purpose, and by nobody who has no part in it.
    expect((await world.ask(proposer, '', propose('NON_PENAL'))).data).toBeNull();
  }
  for (const stranger of ['grand-poitiers', 'prefecture-86', 'police-nationale-86']) {
    const { data, errors } = await world.ask(stranger, 'rappel-ordre', propose('NON_PENAL'));
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  }
  expect(await read('ville-poitiers', 'rappel-ordre', none)).toEqual({
    rappelsOrdre: { totalCount: 0 },
  });
  expect(await read('ekidom', 'rappel-ordre', propose('CONTRAVENTION'))).toMatchObject({
    fait: { rappelOrdre: { statut: 'PROPOSE' }, erreurs: [] },
  });
  expect(await read('ville-poitiers', 'rappel-ordre', none)).toEqual({
    rappelsOrdre: { totalCount: 1 },
  });
  expect(await read('sem-hpc', 'rappel-ordre', none)).toEqual({ rappelsOrdre: { totalCount: 0 } });
});

test('case 10: the prefecture reads no suspect', async () => {
  const query = `{ incidents { nodes { id auteurPresume { connu identite lienBail } } }
    incident(id: "i-ekidom") { a: auteurPresume { nom: identite } } }`;
  const everyPurpose =
    'tranquillite-residentielle,prevention-delinquance,protection-personnel,suivi-plaintes,information-maire,rappel-ordre,evaluation';
  const prefecture = await world.ask('prefecture-86', everyPurpose, query);
  expect(prefecture.data).toMatchObject({ incident: { a: null } });
  expect(prefecture.text).toContain('i-ekidom');
  expect(prefecture.text).not.toMatch(/AUTEUR|BAIL-/);
  const byAuthor = '{ incidents(filtre: { auteurConnu: true }) { totalCount } }';
  expect((await world.ask('prefecture-86', everyPurpose, byAuthor)).data).toEqual({
    incidents: null,
  });
  expect((await world.ask('police-nationale-86', everyPurpose, query)).text).toContain(
    'AUTEUR-ekidom',
  );
});

test('W1: a draft is its bailleur’s own until it sends it, and nobody else can', async () => {
  const list = '{ signalements { totalCount nodes { id statut } } }';
  const none = { signalements: { totalCount: 0, nodes: [] } };
  const mutation =
    'mutation { transmettreSignalement(id: "signalement-ekidom") { signalement { id statut } erreurs { code } } }';
  expect(await read('grand-poitiers', '', list)).toEqual(none);
  for (const other of ['grand-poitiers', 'police-nationale-86', 'prefecture-86']) {
    const { data, errors } = await world.ask(other, '', mutation);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  }
  expect(await read('sem-hpc', '', mutation)).toEqual({
    transmettreSignalement: { signalement: null, erreurs: [{ code: 'INTROUVABLE' }] },
  });
  // All or nothing: one field too many, and nothing is sent.
  const tooMuch = mutation.replace('statut', 'statut auteur { nom }');
  expect((await world.ask('ekidom', '', tooMuch)).data).toBeNull();
  expect(await read('grand-poitiers', '', list)).toEqual(none);
  expect(await read('ekidom', '', mutation)).toEqual({
    transmettreSignalement: {
      signalement: { id: 'signalement-ekidom', statut: 'TRANSMIS' },
      erreurs: [],
    },
  });
  expect(await read('grand-poitiers', '', list)).toEqual({
    signalements: { totalCount: 1, nodes: [{ id: 'signalement-ekidom', statut: 'TRANSMIS' }] },
  });
});

test('a residence in a commune outside the two EPCI is read, with nothing under its commune', async () => {
  await world.databases.bailleurs.query(
    `INSERT INTO residence (id, bailleurId, nom, communeCode, nbLogements, typeConstruction)
     VALUES ('r-tours', 'ekidom', 'Sanitas', '37261', 12, 'COLLECTIF')`,
  );
  const query = `{ residence(id: "r-tours") { nom commune { codeInsee nom epci { nom } } }
    residences(first: 100) { totalCount nodes { id nom commune { nom } bailleur { nom } } } }`;
  const seen = await read('ekidom', '', query);
  expect(seen).toMatchObject({ residence: { nom: 'Sanitas', commune: null } });
  const { nodes, totalCount } = seen?.['residences'] as {
    totalCount: number;
    nodes: { id: string; commune: { nom: string } | null }[];
  };
  expect(nodes).toHaveLength(totalCount);
  expect(nodes.filter(({ commune }) => commune === null).map(({ id }) => id)).toEqual(['r-tours']);
  expect(nodes.length).toBeGreaterThan(1);
  const placed = await read(
    'ekidom',
    '',
    '{ residences(first: 100, filtre: { commune: "37261" }) { nodes { id } } }',
  );
  expect(placed).toEqual({ residences: { nodes: [{ id: 'r-tours' }] } });
});
