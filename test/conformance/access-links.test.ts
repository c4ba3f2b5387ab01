import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { World } from '../harness/world.js';
import { knownRows, mayRead, reachesOf } from './matrix/access-matrix.js';
import { forbiddenCanaries } from './matrix/canaries.js';
import { rows, type Row } from './matrix/facts.js';
import { places } from './matrix/places.js';
import { fillJustice, fillVille } from './matrix/fill.js';
import { fillBailleurs } from './matrix/fill-bailleurs.js';
import { allPurposes, signatories, type Signatory } from './matrix/signatories.js';
import { wayTo } from './matrix/ways.js';

/**
 * The matrix asks whether a link holds anything; here, whose rows: exactly those at its end that its
 * reader may know of, neither fewer nor more. A link opens nothing by itself, and loses nothing.
 */
interface Link {
  readonly from: string;
  readonly field: string;
  readonly to: string;
  /** The items stand in the `nodes` of a connection. */
  readonly connection?: boolean;
  readonly joins: (from: Row, to: Row) => boolean;
  /** Following it tells this of a row at its end, which must be readable too. */
  readonly tells?: string;
}

const samePlace = (from: Row, to: Row): boolean => from.place === to.place;
const sameSuffix = (from: Row, to: Row): boolean => suffixOf(from) === suffixOf(to);
const ofCommune = (from: Row, to: Row): boolean =>
  to.place !== undefined && places[to.place].commune === from.id;

const links: readonly Link[] = [
  { from: 'Residence', field: 'logements', to: 'Logement', connection: true, joins: samePlace },
  { from: 'Residence', field: 'entrees', to: 'Entree', joins: samePlace },
  { from: 'Logement', field: 'residence', to: 'Residence', joins: samePlace },
  { from: 'Incident', field: 'residence', to: 'Residence', joins: samePlace },
  { from: 'Incident', field: 'entree', to: 'Entree', joins: samePlace },
  { from: 'Incident', field: 'plaintes', to: 'Plainte', joins: samePlace },
  { from: 'Signalement', field: 'incidents', to: 'Incident', joins: samePlace },
  { from: 'Plainte', field: 'procedure', to: 'Procedure', joins: sameSuffix },
  { from: 'RappelOrdre', field: 'avis', to: 'AvisRappelOrdre', joins: sameSuffix },
  // A list by commune tells where each of its rows is.
  {
    from: 'Commune',
    field: 'incidents',
    to: 'Incident',
    connection: true,
    joins: ofCommune,
    tells: 'Incident.residence',
  },
  {
    from: 'Commune',
    field: 'rappelsOrdre',
    to: 'RappelOrdre',
    connection: true,
    joins: ofCommune,
    tells: 'RappelOrdre.commune',
  },
  { from: 'Commune', field: 'residences', to: 'Residence', connection: true, joins: ofCommune },
];

const communes = [...new Set(Object.values(places).map(({ commune }) => commune))];

let world: World;

beforeAll(async () => {
  world = await World.start({ ville: fillVille, bailleurs: fillBailleurs, justice: fillJustice });
}, 90_000);

afterAll(() => world.stop());

it.each(links)('somebody reads through $from.$field, and not everybody all of it', (link) => {
  const seen = signatories.map((signatory) => JSON.stringify(dueThrough(link, signatory)));
  expect(seen.some((due) => due.includes('canari'))).toBe(true);
  const public_ = ['Residence', 'Logement'].includes(link.to);
  expect(new Set(seen).size > 1 || public_).toBe(true);
});

describe.each(signatories)('$id', (signatory) => {
  it.each(links)('$from.$field', async (link) => {
    const { root } = wayTo(link.from);
    const items = link.connection === true ? '(first: 100) { nodes { id } }' : '{ id }';
    const { data, errors, text } = await world.ask(
      signatory.id,
      allPurposes.join(','),
      `{ page: ${root.list} { nodes { from: ${root.key} link: ${link.field} ${items} } } }`,
    );
    expect(forbiddenCanaries(text, signatory)).toEqual([]);
    const kind = reachesOf(`${link.from}.${link.field}`, signatory);
    if (kind === null) {
      expect(errors?.map(({ extensions }) => extensions?.code)).toContain(
        'UNAUTHORIZED_FIELD_OR_TYPE',
      );
    }
    const nodes = (data?.['page'] as { nodes?: Linked[] } | null | undefined)?.nodes ?? [];
    const shown = nodes.flatMap(({ from, link: at }) => {
      const ids = idsAt(at);
      return ids.length > 0 ? [[from, ids]] : [];
    });
    expect(Object.fromEntries(shown)).toEqual(dueThrough(link, signatory));
  });
});

interface Linked {
  readonly from: string;
  readonly link: unknown;
}

/** Row → the rows that its reader is to find at the link's end; rows with none are left out. */
function dueThrough(link: Link, signatory: Signatory): Record<string, readonly string[]> {
  const { from, field, to, joins, tells = `${to}.id` } = link;
  const starts = rows[from] ? knownRows(from, signatory) : communes.map((id) => ({ id }));
  const due = starts
    .filter((row) => mayRead(`${from}.${field}`, row, signatory) || rows[from] === undefined)
    .map((row) => {
      const ends = (rows[to] ?? []).filter(
        (end) =>
          joins(row, end) && mayRead(`${to}.id`, end, signatory) && mayRead(tells, end, signatory),
      );
      return [row.id, ends.map(({ id }) => id).sort()] as const;
    });
  return Object.fromEntries(due.filter(([, ends]) => ends.length > 0));
}

function idsAt(link: unknown): readonly string[] {
  const value = (link as { nodes?: unknown } | null)?.nodes ?? link;
  const items = Array.isArray(value) ? value : value === null ? [] : [value];
  return items.map((item) => (item as { id: string }).id).sort();
}

function suffixOf({ id }: Row): string {
  return id.split('-').slice(2).join('-');
}
