/**
 * The three workloads every gateway is measured on, over four subgraphs of our own writing.
 * `S` one small query to one subgraph; `M` a nested query through all four with dependent hops
 * (16 fetches in the stock plan, about 50 kB); `L` 1,000 entities × 10 fields through two (170 kB).
 */

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes"])
`;

/** SDL by subgraph. The access rules stand in them; peers get a copy without (`withoutRules`). */
export const subgraphSdl: Readonly<Record<string, string>> = {
  annuaire: `${link}
    type Query { moi: Referent  referents: [Referent] }
    type Referent @key(fields: "id") @authenticated {
      id: ID!
      nom: String
      fonction: String
      telephone: String @requiresScopes(scopes: [["annuaire:contact"]])
    }`,
  patrimoine: `${link}
    type Query { residencesSuivies(premiers: Int = 5): [Residence]  parc(premiers: Int = 1000): [Residence] }
    type Residence @key(fields: "code") @authenticated {
      code: ID!
      nom: String
      adresse: String
      loyer: Int
      surface: Int
      annee: Int
      consignes: String @requiresScopes(scopes: [["residence:consignes"]])
    }`,
  exploitation: `${link}
    type Residence @key(fields: "code") @authenticated {
      code: ID!
      loyer: Int @external
      surface: Int @external
      enService: Boolean
      gardiens: Int
      eclairage: String
      coutEntretien: Int @requires(fields: "loyer surface")
    }`,
  signalements: `${link}
    type Signalement @key(fields: "id") @requiresScopes(scopes: [["signalement:lecture"]]) {
      id: ID!
      texte: String
      auteurPresume: String @requiresScopes(scopes: [["incident:auteur"]])
      referent: Referent
      residence: Residence
    }
    type Referent @key(fields: "id") @authenticated { id: ID!  signalements: [Signalement] }
    type Residence @key(fields: "code") @authenticated { code: ID!  signalements: [Signalement] }`,
};

export function withoutRules(sdl: string): string {
  return sdl
    .replaceAll(/ @requiresScopes\(scopes: [^)]*\)/g, '')
    .replaceAll(/ @authenticated(?!")/g, '')
    .replaceAll(', "@authenticated", "@requiresScopes"', '');
}

/** Federation 1 knows no link, and lets only one subgraph own a type: the others extend it. */
export function inFederation1(sdl: string): string {
  const owned = [
    'Query',
    ...(sdl.includes('fonction') ? ['Referent'] : []),
    ...(sdl.includes('adresse') ? ['Residence'] : []),
    'Signalement',
  ];
  return withoutRules(sdl)
    .replace(link.replace(', "@authenticated", "@requiresScopes"', ''), '')
    .replaceAll(
      /type (\w+)([^{]*)\{([^}]*)\}/g,
      (whole, name: string, directives: string, fields: string) => {
        if (owned.includes(name)) return name === 'Query' ? `extend ${whole}` : whole;
        const key = name === 'Residence' ? 'code' : 'id';
        const external = fields.replace(new RegExp(`\\b${key}: ID!`), `${key}: ID! @external`);
        return `extend type ${name}${directives}{${external}}`;
      },
    );
}

export const grantedScopes = ['signalement:lecture', 'annuaire:lecture'];

export type WorkloadName = 'S' | 'M' | 'L';

export interface Workload {
  readonly name: WorkloadName;
  readonly query: string;
  /** The same query with fields that the measured signatory is refused. */
  readonly queryWithRefusals: string;
}

const fiche = 'enService nom loyer coutEntretien code surface';

function nested(refused: boolean): string {
  const author = refused ? ' auteurPresume' : '';
  const phone = refused ? ' telephone' : '';
  const orders = refused ? ' consignes' : '';
  return `query Maille {
  referents { id nom fonction${phone} signalements { id texte${author} residence { ${fiche}${orders} signalements {
    id texte referent { id nom fonction signalements { id texte residence { ${fiche} } } } } } } }
  residencesSuivies { ${fiche} signalements { id texte referent { id nom fonction signalements {
    id texte residence { ${fiche} signalements { id texte referent { id } } } } } } }
}`;
}

function park(refused: boolean): string {
  return `query Parc { parc { code nom adresse loyer surface annee enService gardiens eclairage coutEntretien${
    refused ? ' consignes' : ''
  } } }`;
}

export const workloads: readonly Workload[] = [
  {
    name: 'S',
    query: 'query Moi { moi { id nom fonction } }',
    queryWithRefusals: 'query Moi { moi { id nom fonction telephone } }',
  },
  { name: 'M', query: nested(false), queryWithRefusals: nested(true) },
  { name: 'L', query: park(false), queryWithRefusals: park(true) },
];

interface Residence {
  code: string;
  nom: string;
  adresse: string;
  loyer: number;
  surface: number;
  annee: number;
  consignes: string;
}

export const residences: readonly Residence[] = Array.from({ length: 1000 }, (_, index) => ({
  code: `R${index}`,
  nom: `Résidence ${index}`,
  adresse: `${index} rue des Acacias`,
  loyer: 300 + (index % 400),
  surface: 30 + (index % 90),
  annee: 1950 + (index % 70),
  consignes: 'Passer par la loge.',
}));

export const referents = Array.from({ length: 6 }, (_, index) => ({
  id: `A${index}`,
  nom: `Référent ${index}`,
  fonction: index % 2 === 0 ? 'responsable de site' : 'gardien',
  telephone: '05 49 00 00 00',
}));

/** Each report joins one contact and one residence, so that M goes back and forth between both. */
export const signalements = Array.from({ length: 12 }, (_, index) => ({
  id: `S${index}`,
  texte: `Signalement ${index} : hall occupé le soir, éclairage à revoir au deuxième étage, courrier des locataires du 4 resté sans réponse.`,
  auteurPresume: 'inconnu',
  referentId: `A${index % 6}`,
  residenceCode: `R${index % 5}`,
}));
