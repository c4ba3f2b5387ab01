import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildASTSchema, getNamedType, isCompositeType, isObjectType, parse } from 'graphql';
import { readSupergraph } from '../../schema/compose/compose-supergraph.js';
import { stripRules } from '../../schema/rules/strip-rules.js';
import { World } from '../harness/world.js';
import { knownRows, matrix, mayRead, reachesOf } from './matrix/access-matrix.js';
import { rows } from './matrix/facts.js';
import { fillJustice, fillVille } from './matrix/fill.js';
import { fillBailleurs } from './matrix/fill-bailleurs.js';
import { allPurposes, signatories, type Signatory } from './matrix/signatories.js';
import { impossibleActs } from './matrix/impossible-acts.js';
import {
  lookups,
  otherwiseAsked,
  selectionOf,
  valueAt,
  valueAtRoot,
  ways,
  wayTo,
} from './matrix/ways.js';
import { forbiddenCanaries } from './matrix/canaries.js';
import { mayBeEmpty } from './matrix/may-be-empty.js';

const file = fileURLToPath(new URL('../../../schema/supergraph.graphql', import.meta.url));
const supergraph = readFileSync(file, 'utf8');
const { reads } = readSupergraph(supergraph).rules;
const schema = buildASTSchema(stripRules(parse(supergraph)), { assumeValidSDL: true });
const objectTypes = Object.values(schema.getTypeMap()).filter(
  (type) => isObjectType(type) && !type.name.startsWith('__'),
);
const purposes = allPurposes.join(',');
const refusal = 'UNAUTHORIZED_FIELD_OR_TYPE';

let world: World;
beforeAll(async () => {
  world = await World.start({ ville: fillVille, bailleurs: fillBailleurs, justice: fillJustice });
}, 90_000);

afterAll(() => world.stop());

interface Coordinate {
  readonly name: string;
  readonly type: string;
  readonly field: string;
  readonly composite: boolean;
}

const coordinates: readonly Coordinate[] = objectTypes.flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields()).map((field) => ({
        name: `${type.name}.${field.name}`,
        type: type.name,
        field: field.name,
        composite: isCompositeType(getNamedType(field.type)),
      }))
    : [],
);
const onRows = coordinates.filter(
  ({ type }) => !/(Connection|Edge)$/.test(type) && !otherwiseAsked.includes(type),
);

describe('the matrix', () => {
  it('has a line for every output field of the composed schema, and no other', () => {
    expect([...matrix.keys()].sort()).toEqual(coordinates.map(({ name }) => name).sort());
  });

  it('reaches every type', () => {
    expect(
      [...new Set(onRows.map(({ type }) => type))].filter((type) => ways[type] === undefined),
    ).toEqual([]);
  });

  it.each(Object.entries(rows))('tells rows of %s apart by some signatory', (type) => {
    // A matrix in which everybody reads everything would prove nothing.
    const guarded = onRows.filter((coordinate) => coordinate.type === type);
    const reached = guarded.flatMap(({ name }) =>
      signatories.flatMap((signatory) => reachesOf(name, signatory) ?? []),
    );
    const seen = guarded.flatMap(({ name }) =>
      (rows[type] ?? []).map((row) =>
        signatories.flatMap((reader) => (mayRead(name, row, reader) ? [reader.id] : [])).join(' '),
      ),
    );
    if (reached.some((reach) => reach !== 'tout')) {
      expect(new Set(seen).size).toBeGreaterThan(1);
      expect(seen.some((readers) => readers !== '')).toBe(true);
    }
  });
});

describe.each(signatories)('$id', (signatory) => {
  it.each(onRows)('$name', async ({ name, type, field, composite }) => {
    const { root, rootType, path } = wayTo(type);
    const selection = `${root.key} ${selectionOf(path, field, composite)}`;
    const inner = root.nodes ? `nodes { ${selection} }` : selection;
    const expected = rows[rootType];
    const all = root.lookup === null ? [] : (expected ?? []).slice(0, 20);
    const answer = await world.ask(
      signatory.id,
      purposes,
      `{ ${root.list} { ${inner} } ${lookups(root, all, selection)} }`,
    );
    expect(forbiddenCanaries(answer.text, signatory)).toEqual([]);
    // What is looked up beside the list is judged by its values alone.
    const errors = (answer.errors ?? []).filter(({ path }) => !/^r\d+$/.test(String(path?.[0])));
    const listed = valueAtRoot(answer.data, root.list, root.nodes);
    const readable = reachesOf(name, signatory) !== null;
    if (!readable) {
      // Refused for everybody of this kind: said so, and null everywhere.
      expect(errors.map(({ extensions }) => extensions?.code)).toContain(refusal);
    } else {
      expect(errors).toEqual([]);
    }
    if (!expected) {
      // Reference data that everybody reads whole.
      expect(listed.length).toBeGreaterThan(1);
      const values = listed.map((object) => valueAt(object, [...path, field]));
      if (!readable) expect(values.filter((value) => value !== null)).toEqual([]);
      else if (!mayBeEmpty.has(name)) expect(values).not.toContain(null);
      return;
    }
    const known = knownRows(rootType, signatory);
    if (readable || listed.length > 0) {
      expect(listed.map((object) => object[root.key]).sort()).toEqual(
        known.map(({ id }) => id).sort(),
      );
    }
    const shown = new Set(
      listed.flatMap((object) =>
        valueAt(object, [...path, field]) === null ? [] : [object[root.key]],
      ),
    );
    const due = known.filter((row) => mayRead(name, row, signatory)).map(({ id }) => id);
    if (mayBeEmpty.has(name))
      expect([...shown].filter((id) => !due.includes(String(id)))).toEqual([]);
    else expect([...shown].sort()).toEqual(due.sort());
    if (root.lookup === null) return;
    const found = all.flatMap(({ id }, i) =>
      valueAt(answer.data?.[`r${i}`] ?? null, [...path, field]) === null ? [] : [id],
    );
    expect(found.sort()).toEqual([...shown].sort());
  });

  it.each(coordinates.filter(({ type }) => /(Connection|Edge)$/.test(type)))(
    '$name',
    async ({ name, type, field, composite }) => {
      const rowType = type.replace(/(Connection|Edge)$/, '');
      const { root } = wayTo(rowType);
      const wanted = composite ? `${field} { __typename }` : field;
      const inner = type.endsWith('Edge') ? `edges { ${wanted} }` : wanted;
      const { data, errors = [] } = await world.ask(
        signatory.id,
        purposes,
        `{ page: ${root.list} { ${inner} } }`,
      );
      if (reachesOf(name, signatory) === null) {
        expect(data).toEqual({ page: null });
        expect(errors.map(({ extensions }) => extensions?.code)).toContain(refusal);
        return;
      }
      expect(errors).toEqual([]);
      const page = (data as { page: Record<string, unknown> }).page;
      const known = rows[rowType] ? knownRows(rowType, signatory).length : null;
      const items = page[type.endsWith('Edge') ? 'edges' : field];
      if (Array.isArray(items)) {
        if (known === null) expect(items.length).toBeGreaterThan(1);
        else expect(items).toHaveLength(known);
        const values: unknown[] = type.endsWith('Edge')
          ? items.map((edge) => valueAt(edge, [field]))
          : items;
        expect(values).not.toContain(null);
      } else if (field === 'totalCount' || field === 'minimumCount') {
        expect(items).toEqual(known ?? expect.any(Number));
      } else {
        expect(items).toEqual({ __typename: 'PageInfo' });
      }
    },
  );

  it.each(coordinates.filter(({ type }) => type === 'Query'))(
    '$name',
    async ({ name, field, composite }) => {
      const single = /\(/.test(field) ? '' : argumentsOf(field, signatory);
      const { data, errors = [] } = await world.ask(
        signatory.id,
        purposes,
        `{ one: ${field}${single} ${composite ? '{ __typename }' : ''} }`,
      );
      if (reachesOf(name, signatory) === null) {
        expect(data).toEqual({ one: null });
        expect(errors.map(({ extensions }) => extensions?.code)).toEqual([refusal]);
      } else {
        expect(errors).toEqual([]);
      }
    },
  );

  it.each(coordinates.filter(({ type }) => type === 'Mutation'))(
    '$name',
    async ({ name, field }) => {
      const readable = reachesOf(name, signatory) !== null;
      const act = impossibleActs[field];
      if (act === undefined) throw new Error(`no question for ${field}: add one`);
      const { type, answer, saisie, creation = null } = act;
      const targets = creation === null ? [...(rows[type] ?? []), { id: 'inconnu' }] : [null];
      // None of them can be done, so that all may stand in one question.
      const asked = targets.flatMap((row) => {
        const own = row !== null && row.id !== 'inconnu' && mayRead(name, row, signatory);
        return own && (act.possible?.(row) ?? false) ? [] : [{ row, own }];
      });
      if (asked.length === 0) return;
      const calls = asked.map(({ row }, i) => {
        const given = [
          ...(row ? [`id: "${row.id}"`] : []),
          ...(saisie ? [`saisie: ${saisie}`] : []),
        ];
        return `a${i}: ${field}(${given.join(', ')}) { ${answer} { id } erreurs { code } }`;
      });
      const { data, errors = [] } = await world.ask(
        signatory.id,
        purposes,
        `mutation { ${calls.join('\n')} }`,
      );
      if (!readable) {
        expect(data).toBeNull();
        expect(errors.map(({ extensions }) => extensions?.code)).toContain(refusal);
        return;
      }
      expect(errors).toEqual([]);
      expect(asked.map(({ row }, i) => [row?.id, data?.[`a${i}`]])).toEqual(
        asked.map(({ row, own }) => [
          row?.id,
          {
            [answer]: null,
            erreurs: [{ code: creation ?? (own ? 'ETAPE_INCOMPATIBLE' : 'INTROUVABLE') }],
          },
        ]),
      );
    },
  );

  it.each(coordinates.filter(({ type }) => ['Moi', 'PageInfo'].includes(type)))(
    '$name',
    async ({ type, field, composite }) => {
      const wanted = composite ? `${field} { __typename }` : field;
      const query =
        type === 'Moi'
          ? `{ one: moi { ${wanted} } }`
          : `{ one: communes(first: 2) { pageInfo { ${wanted} } } }`;
      const { data, errors } = await world.ask(signatory.id, purposes, query);
      expect(errors).toBeUndefined();
      const path = type === 'Moi' ? ['one', field] : ['one', 'pageInfo', field];
      expect(valueAt(data, path)).not.toBeNull();
    },
  );

  it('is told why it may read a field, or not', async () => {
    for (const { name } of onRows) {
      const { data, errors } = await world.ask(
        signatory.id,
        purposes,
        `{ pourquoi(coordonnee: "${name}") { coordonnee statut message portees { portee libelle classe proprietaire conservation detenue finalites perimetres fondements { id reference effet } } } }`,
      );
      expect(errors).toBeUndefined();
      const { statut } = (data as { pourquoi: { statut: string } }).pourquoi;
      const readable = reachesOf(name, signatory) !== null;
      expect([name, statut]).toEqual([
        name,
        readable ? expect.stringMatching(/^(OUVERTE|LISIBLE)$/) : 'NON_ACCORDEE',
      ]);
    }
  });

  it('is told the classes of the fields that it may select, and of no other', async () => {
    const { data, errors } = await world.ask(
      signatory.id,
      purposes,
      '{ champs { coordonnee classe } }',
    );
    expect(errors).toBeUndefined();
    const { champs } = data as { champs: { coordonnee: string; classe: string }[] };
    expect(champs.length).toBeGreaterThan(5);
    const filter = champs.find(({ coordonnee }) => coordonnee === 'FiltreIncidents.auteurConnu');
    expect(filter !== undefined).toBe(reachesOf('Incident.auteurPresume', signatory) !== null);
    for (const { coordonnee, classe } of champs) {
      // An input is as protected as what it compares.
      const fields = reads.get(coordonnee) ?? [coordonnee];
      const unreadable = fields.filter((field) => reachesOf(field, signatory) === null);
      expect([coordonnee, unreadable]).toEqual([coordonnee, []]);
      const personal = fields.some((field) => matrix.get(field)?.personal === true);
      expect([coordonnee, classe]).toEqual([
        coordonnee,
        expect.stringMatching(personal ? /^P[23]$/ : /^P[01]$/),
      ]);
    }
  });

  it('knows its own rights, and no more of them than the matrix says', async () => {
    const { data, errors } = await world.ask(
      signatory.id,
      purposes,
      '{ moi { droits { portee libelle classe proprietaire conservation perimetres finalites fondements { id reference effet } } } }',
    );
    expect(errors).toBeUndefined();
    const { droits } = (data as { moi: { droits: { portee: string }[] } }).moi;
    const scopes = droits.map(({ portee }) => portee);
    expect(scopes.includes('incident:lecture')).toBe(
      reachesOf('Incident.dateFaits', signatory) !== null,
    );
    expect(scopes.includes('incident:auteur')).toBe(
      reachesOf('Incident.auteurPresume', signatory) !== null,
    );
    expect(scopes.includes('justice:decision')).toBe(
      reachesOf('Procedure.decision', signatory) !== null,
    );
    expect(scopes.includes('rappel-ordre:auteur')).toBe(
      reachesOf('RappelOrdre.auteur', signatory) !== null,
    );
  });

  it('reads nothing personal without a purpose', async () => {
    for (const { name, type, field, composite } of onRows) {
      if (matrix.get(name)?.personal !== true) continue;
      const { root, path } = wayTo(type);
      const selection = selectionOf(path, field, composite);
      const inner = root.nodes ? `nodes { ${selection} }` : selection;
      const { data, errors } = await world.ask(signatory.id, '', `{ ${root.list} { ${inner} } }`);
      expect(errors?.map(({ extensions }) => extensions?.code)).toContain(refusal);
      const shown = valueAtRoot(data, root.list, root.nodes).filter(
        (object) => valueAt(object, [...path, field]) !== null,
      );
      expect([name, shown]).toEqual([name, []]);
    }
  });
});

/** The arguments of a look-up at the root: of a row that this signatory knows of, if it knows any. */
function argumentsOf(field: string, signatory: Signatory): string {
  for (const [type, way] of Object.entries(ways)) {
    if (field === 'pourquoi') return '(coordonnee: "Incident.auteurPresume")';
    if (!('list' in way) || way.lookup !== field) continue;
    const [row] = rows[type] ? knownRows(type, signatory) : [];
    return `(${way.key}: "${row?.id ?? 'inconnu'}")`;
  }
  return '';
}
