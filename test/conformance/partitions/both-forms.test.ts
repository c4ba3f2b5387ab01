import { readFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BothForms, type Form } from '../../harness/both-forms.js';
import type { Answer } from '../../harness/world.js';
import { figureQueries } from './figures.js';
import { RandomLookups, randomOf, type RandomLookup, type Values } from './random-lists.js';

const seed = Number(process.env.SEED ?? Date.now() % 0x7fffffff);
const queries = Number(process.env.QUERIES ?? 120);
const signataires = [
  'prefecture-86',
  'parquet-poitiers',
  'police-nationale-86',
  'gendarmerie-86',
  'ville-poitiers',
  'grand-poitiers',
  'ville-chatellerault',
  'grand-chatellerault',
  'ekidom',
  'habitat-vienne',
  'immobiliere-atlantic-amenagement',
  'sem-hpc',
  'icf-habitat-atlantique',
];
const finalites = [
  '',
  'tranquillite-residentielle',
  'suivi-plaintes',
  'protection-personnel',
  'prevention-delinquance',
  'rappel-ordre, transaction-municipale, information-maire, annuaire-referents',
  'annuaire-referents, prevention-delinquance',
  'tranquillite-residentielle, suivi-plaintes, protection-personnel, prevention-delinquance',
];
const allFinalites =
  'tranquillite-residentielle, suivi-plaintes, protection-personnel, prevention-delinquance, rappel-ordre, transaction-municipale, information-maire, annuaire-referents';
const forms: readonly Form[] = ['single', 'partitioned'];

let both: BothForms;
let values: Values;

beforeAll(async () => {
  both = await BothForms.start(0.08);
  values = await valuesInData();
}, 300_000);

afterAll(() => both.stop());

describe(`one database and several answer alike (seed ${seed})`, () => {
  it.each(['bailleurs', 'ville'])(
    `${queries / 2} generated look-ups of %s, page after page`,
    async (subgraph) => {
      const random = randomOf(seed);
      const lookups = new RandomLookups(
        readFileSync(`schema/${subgraph}.graphql`, 'utf8'),
        random,
        values,
      );
      let rows = 0;
      for (let count = 0; count < queries / 2; count += 1) {
        const lookup = lookups.next();
        const who = signataires[Math.floor(random() * signataires.length)] ?? '';
        const purposes = finalites[Math.floor(random() * finalites.length)] ?? '';
        rows += await compare(lookup, who, purposes);
      }
      // Who asks for nothing finds no difference.
      expect(rows).toBeGreaterThan(queries / 2);
    },
    queries * 2_000,
  );
});

it.each(['engagementsReponse', 'engagements'])(
  'has each promise once, whoever keeps it: %s',
  async (list) => {
    const query = `{ ${list}(first: 100) { totalCount nodes { id } } }`;
    for (const who of ['prefecture-86', 'grand-chatellerault', 'ekidom']) {
      const [single, partitioned] = await Promise.all(
        forms.map(async (form) => comparable(await both.ask(form, who, '', query, {}))),
      );
      expect([who, partitioned]).toEqual([who, single]);
      const lists = (single as { data: Record<string, { totalCount: number } | null> }).data;
      expect([who, (lists[list]?.totalCount ?? 0) > 0]).toEqual([who, true]);
    }
  },
);

const lists = ['bailleurs', 'ville'].flatMap((subgraph) =>
  figureQueries(readFileSync(`schema/${subgraph}.graphql`, 'utf8')),
);

it.each(lists)(
  'has the same figures for every signatory: $list',
  async ({ query }) => {
    for (const who of signataires) {
      const [single, partitioned] = await Promise.all(
        forms.map(async (form) => comparable(await both.ask(form, who, allFinalites, query))),
      );
      expect([who, partitioned]).toEqual([who, single]);
    }
  },
  60_000,
);

it('opens to a person what his own mandate opens, wherever his groups are', async () => {
  const query = '{ situationsSuivies(first: 100) { totalCount nodes { id personne { nom } } } }';
  for (const who of ['police-nationale-86', 'ville-chatellerault', 'gendarmerie-86']) {
    const [single, partitioned] = await Promise.all(
      forms.map(async (form) =>
        comparable(await both.ask(form, who, 'prevention-delinquance', query, {})),
      ),
    );
    expect([who, partitioned]).toEqual([who, single]);
    const { totalCount } = (single as { data: { situationsSuivies: { totalCount: number } } }).data
      .situationsSuivies;
    expect([who, totalCount > 0]).toEqual([who, who !== 'gendarmerie-86']);
  }
});

/** Turns the pages of both to the end, or for a while. @returns how many rows came. */
async function compare(
  { query, page }: RandomLookup,
  who: string,
  purposes: string,
): Promise<number> {
  const after: Record<Form, string | null> = { single: null, partitioned: null };
  let rows = 0;
  for (let turned = 0; turned < 12; turned += 1) {
    const answers = await Promise.all(
      forms.map((form) => both.ask(form, who, purposes, query, { after: after[form] })),
    );
    const [single, partitioned] = answers.map((answer) => comparable(answer));
    if (JSON.stringify(single) !== JSON.stringify(partitioned)) {
      // What differs, and by which question.
      expect({ who, purposes, turned, query, answer: partitioned }).toEqual({
        who,
        purposes,
        turned,
        query,
        answer: single,
      });
    }
    if (page === null) return answers[0]?.data ? 1 : 0;
    const lists = answers.map(({ data }) => data?.[page] as List | null | undefined);
    for (const [index, form] of forms.entries()) {
      after[form] = lists[index]?.pageInfo.endCursor ?? null;
    }
    const [first] = lists;
    rows += first?.nodes?.length ?? first?.edges?.length ?? 0;
    if (first?.pageInfo.hasNextPage !== true) break;
  }
  return rows;
}

interface List {
  readonly nodes?: readonly unknown[];
  readonly edges?: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Cursors and request ids are each form's own: only whether they are there counts. */
function comparable({ data, errors }: Answer): unknown {
  return JSON.parse(
    JSON.stringify({ data, errors }, (key, value: unknown) => {
      if (/cursor$/i.test(key)) return value === null ? null : 'curseur';
      return key === 'correlationId' ? 'demande' : value;
    }),
  ) as unknown;
}

/** Ids and codes of the data, as one who reads much finds them. */
async function valuesInData(): Promise<Values> {
  const found: Record<string, string[]> = {
    debut: ['2026-01-01', '2026-06-01', '2025-01-01'],
    fin: ['2026-11-01', '2025-12-31'],
    commune: ['86194', '86066', '86041', '86214', '86070'],
    quartier: ['QN08601M', 'QN08604M', 'QN08605M', 'QN08606M'],
    bailleur: ['ekidom', 'habitat-vienne', 'sem-hpc', 'inconnu'],
    epci: ['200069854', '248600413'],
    signataire: ['ekidom', 'ville-poitiers', 'grand-chatellerault', 'prefecture-86'],
    pilote: ['ekidom', 'ville-poitiers', 'grand-poitiers'],
  };
  const lists = {
    residence: 'residences',
    logement: 'logements',
    incident: 'incidents',
    signalement: 'signalements',
    diagnostic: 'diagnostics',
    constat: 'constats',
    programme: 'programmes',
    plainte: 'plaintes',
    instance: 'instances',
    groupe: 'instances',
    rappelOrdre: 'rappelsOrdre',
    transactionMunicipale: 'transactionsMunicipales',
    propositionAlternative: 'propositionsAlternatives',
    informationMaire: 'informationsMaire',
    actionPrevention: 'actionsPrevention',
    mandatGroupe: 'mandatsGroupes',
    problematique: 'problematiques',
    situationSuivie: 'situationsSuivies',
    communication: 'communications',
    gltd: 'gltds',
    posteTravail: 'postesTravail',
  };
  for (const [key, list] of Object.entries(lists)) {
    const ids = new Set<string>();
    for (const who of signataires) {
      const { data } = await both.ask(
        'single',
        who,
        'suivi-plaintes, rappel-ordre, transaction-municipale, information-maire, annuaire-referents, prevention-delinquance',
        `{ ${list}(first: 12) { nodes { id } } }`,
      );
      const nodes = (data?.[list] as { nodes?: readonly { id: string }[] } | null)?.nodes ?? [];
      for (const { id } of nodes) ids.add(id);
    }
    found[key] = [...ids];
  }
  return found;
}
