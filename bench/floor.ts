/**
 * The floor: what a careful engineer would write by hand for exactly these three queries: the same
 * fetches as the stock plan, merged in place, no GraphQL at run time. Usage: node floor.js PORT STUB.
 */
import { createServer } from 'node:http';
import { Pool } from 'undici';

type Row = Record<string, unknown>;

const pool = new Pool(`http://127.0.0.1:${process.argv[3] ?? ''}`, {
  connections: 50,
  pipelining: 1,
});

async function post(subgraph: string, query: string, variables?: object): Promise<Row> {
  const { body } = await pool.request({
    path: `/${subgraph}`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(variables ? { query, variables } : { query }),
  });
  return ((await body.json()) as { data: Row }).data;
}

/** Fetches `selection` for the entities once each and merges it into every object that stands for them. */
async function join(
  subgraph: string,
  type: string,
  key: string,
  targets: readonly Row[],
  selection: string,
  extraFields: readonly string[] = [],
): Promise<void> {
  const unique = new Map<unknown, Row[]>();
  for (const target of targets) {
    const same = unique.get(target[key]);
    if (same) same.push(target);
    else unique.set(target[key], [target]);
  }
  const groups = [...unique.values()];
  const representations = groups.map(([first]) => {
    const representation: Row = { __typename: type, [key]: first?.[key] };
    for (const field of extraFields) representation[field] = first?.[field];
    return representation;
  });
  const data = await post(
    subgraph,
    `query($representations:[_Any!]!){_entities(representations:$representations){...on ${type}{${selection}}}}`,
    { representations },
  );
  (data['_entities'] as Row[]).forEach((entity, index) => {
    for (const target of groups[index] ?? []) Object.assign(target, entity);
  });
}

const rows = (parents: readonly Row[], field: string): Row[] =>
  parents.flatMap((parent) => parent[field] as Row[]);
const objects = (parents: readonly Row[], field: string): Row[] =>
  parents.map((parent) => parent[field] as Row);

async function fiche(residences: readonly Row[]): Promise<void> {
  await Promise.all([
    join('patrimoine', 'Residence', 'code', residences, 'nom loyer surface').then(() =>
      join('exploitation', 'Residence', 'code', residences, 'coutEntretien', ['loyer', 'surface']),
    ),
    join('exploitation', 'Residence', 'code', residences, 'enService'),
  ]);
}

async function byReferents(): Promise<Row[]> {
  const referents = (await post('annuaire', '{referents{id nom fonction}}'))['referents'] as Row[];
  await join(
    'signalements',
    'Referent',
    'id',
    referents,
    'signalements{id texte residence{code signalements{id texte referent{id signalements{id texte residence{code}}}}}}',
  );
  const outer = objects(rows(referents, 'signalements'), 'residence');
  const authors = objects(rows(outer, 'signalements'), 'referent');
  const inner = objects(rows(authors, 'signalements'), 'residence');
  await Promise.all([
    fiche(outer),
    join('annuaire', 'Referent', 'id', authors, 'nom fonction'),
    fiche(inner),
  ]);
  return referents;
}

async function byResidences(): Promise<Row[]> {
  const root = await post('patrimoine', '{residencesSuivies{code loyer surface nom}}');
  const residences = root['residencesSuivies'] as Row[];
  const below = async (): Promise<void> => {
    await join(
      'signalements',
      'Residence',
      'code',
      residences,
      'signalements{id texte referent{id signalements{id texte residence{code signalements{id texte referent{id}}}}}}',
    );
    const authors = objects(rows(residences, 'signalements'), 'referent');
    const inner = objects(rows(authors, 'signalements'), 'residence');
    await Promise.all([join('annuaire', 'Referent', 'id', authors, 'nom fonction'), fiche(inner)]);
  };
  await Promise.all([
    below(),
    join('exploitation', 'Residence', 'code', residences, 'enService coutEntretien', [
      'loyer',
      'surface',
    ]),
  ]);
  return residences;
}

async function maille(): Promise<Row> {
  const [referents, residencesSuivies] = await Promise.all([byReferents(), byResidences()]);
  return { referents, residencesSuivies };
}

async function parc(): Promise<Row> {
  const data = await post('patrimoine', '{parc{code nom adresse loyer surface annee}}');
  await join(
    'exploitation',
    'Residence',
    'code',
    data['parc'] as Row[],
    'enService gardiens eclairage coutEntretien',
    ['loyer', 'surface'],
  );
  return data;
}

const answers: Readonly<Record<string, () => Promise<Row>>> = {
  Moi: () => post('annuaire', '{moi{id nom fonction}}'),
  Maille: maille,
  Parc: parc,
};

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string };
    const name = /^query (\w+)/.exec(query)?.[1] ?? '';
    const answer = answers[name];
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    void answer().then((data) => {
      const bytes = Buffer.from(JSON.stringify({ data }));
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': bytes.length,
      });
      response.end(bytes);
    });
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
