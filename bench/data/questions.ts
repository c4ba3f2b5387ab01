/** What partners ask of the largest lists, as they stand in `subgraphs/bailleurs`. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const page = 'nodes { id type gravite moisFaits } pageInfo { hasNextPage endCursor }';

export const questions: readonly Question[] = [
  { name: 'incidents', query: `{ incidents(first: 20) { ${page} } }` },
  {
    name: 'incidents, latest first',
    query: `{ incidents(first: 20, tri: DATE_FAITS_DESC) { ${page} } }`,
  },
  { name: 'incidents, how many', query: '{ incidents { totalCount } }' },
  {
    name: 'incidents of a commune',
    query: `{ incidents(first: 20, filtre: { commune: "86194" }, tri: DATE_FAITS_DESC) { ${page} } }`,
  },
  {
    name: 'incidents of a type and gravity, how many',
    query: '{ incidents(filtre: { type: B_HALL, gravite: 2 }) { totalCount } }',
  },
  {
    name: 'incidents of a month, oldest first',
    query: `query ($debut: Date!, $fin: Date!) { incidents(first: 20, filtre: { periode: { debut: $debut, fin: $fin } }, tri: DATE_FAITS_ASC) { ${page} } }`,
  },
  {
    name: 'incidents with a victim of a kind, how many',
    query: '{ incidents(filtre: { qualiteVictime: SALARIE }) { totalCount } }',
  },
  {
    name: 'incidents of a known author',
    query: `{ incidents(first: 20, filtre: { auteurConnu: true }) { ${page} } }`,
  },
  {
    name: 'incidents of a quarter, how many',
    query: '{ incidents(filtre: { quartier: "QN08605M" }) { totalCount } }',
  },
  {
    name: 'three incidents of each commune',
    query:
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Commune { incidents(first: 3) { nodes { id } } } } }',
  },
  {
    name: 'incidents of each commune, how many',
    query:
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Commune { incidents { totalCount } } } }',
  },
  {
    name: 'signalements with their incidents',
    query: '{ signalements(first: 10) { totalCount nodes { id statut incidents { id type } } } }',
  },
  {
    name: 'logements',
    query: '{ logements(first: 50) { nodes { id nbPieces } } }',
  },
  { name: 'logements, how many', query: '{ logements { totalCount } }' },
];

/** Who asks: a landlord, a city, a force and the parquet. */
export const callers = ['ekidom', 'ville-poitiers', 'police-nationale-86', 'parquet-poitiers'];
