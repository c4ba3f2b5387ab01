import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { World, type Answer } from '../harness/world.js';
import { AskedTogether } from './matrix/asked-together.js';
import { knownRows, matrix, mayRead, reachesOf } from './matrix/access-matrix.js';
import { coordinates, onRows, reads } from './matrix/coordinates.js';
import { rows } from './matrix/facts.js';
import { fillJustice, fillVille } from './matrix/fill.js';
import { fillBailleurs } from './matrix/fill-bailleurs.js';
import { allPurposes, signatories, type Signatory } from './matrix/signatories.js';
import { impossibleActs } from './matrix/impossible-acts.js';
import { valueAt, ways, wayTo } from './matrix/ways.js';
import { mayBeEmpty } from './matrix/may-be-empty.js';

const purposes = allPurposes.join(',');
const refusal = 'UNAUTHORIZED_FIELD_OR_TYPE';

let world: World;
beforeAll(async () => {
  world = await World.start({ ville: fillVille, bailleurs: fillBailleurs, justice: fillJustice });
}, 90_000);

afterAll(() => world.stop());

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
  const asked = new Map<string, Promise<AskedTogether>>();
  /** What a type's fields hold that the signatory may read, or those that it is refused. */
  const askedWith = (type: string, readable: boolean): Promise<AskedTogether> => {
    const key = `${type} ${readable}`;
    const fields = onRows.filter(
      (other) => other.type === type && (reachesOf(other.name, signatory) !== null) === readable,
    );
    const answer = asked.get(key) ?? AskedTogether.ask(askAll, type, fields, signatory);
    asked.set(key, answer);
    return answer;
  };
  const askAll = (query: string): Promise<Answer> => world.ask(signatory.id, purposes, query);

  it.each(onRows)('$name', async ({ name, type, field }) => {
    const { root, rootType } = wayTo(type);
    const expected = rows[rootType];
    const readable = reachesOf(name, signatory) !== null;
    const answer = await askedWith(type, readable);
    const { listed } = answer;
    expect(answer.forbidden).toEqual([]);
    if (!readable) {
      // Refused for everybody of this kind: said so, and null everywhere.
      expect(answer.refusalsAt(field)).toContain(refusal);
    } else {
      expect(answer.errors).toEqual([]);
    }
    if (!expected) {
      // Reference data that everybody reads whole.
      expect(listed.length).toBeGreaterThan(1);
      const values = listed.map((object) => answer.valueIn(object, field));
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
        answer.valueIn(object, field) === null ? [] : [object[root.key]],
      ),
    );
    const due = known.filter((row) => mayRead(name, row, signatory)).map(({ id }) => id);
    if (mayBeEmpty.has(name))
      expect([...shown].filter((id) => !due.includes(String(id)))).toEqual([]);
    else expect([...shown].sort()).toEqual(due.sort());
    if (root.lookup !== null) expect([...answer.lookedUp(field)].sort()).toEqual([...shown].sort());
  });

  const pages = new Map<string, Promise<Answer>>();
  /** What may be read of a list, in one question; what may not is asked alone, so that none hides it. */
  const askedOfPage = (rowType: string, alone: (typeof coordinates)[number] | null) => {
    const wanted = (type: string): string =>
      coordinates
        .filter((other) => other.type === type)
        .filter((other) => (alone ? other === alone : reachesOf(other.name, signatory) !== null))
        .map(({ field, composite }) => (composite ? `${field} { __typename }` : field))
        .join(' ');
    const inEdges = wanted(`${rowType}Edge`);
    const inner = `${wanted(`${rowType}Connection`)} ${inEdges === '' ? '' : `edges { ${inEdges} }`}`;
    const query = `{ page: ${wayTo(rowType).root.list} { ${inner} } }`;
    const answer = pages.get(query) ?? askAll(query);
    pages.set(query, answer);
    return answer;
  };

  it.each(coordinates.filter(({ type }) => /(Connection|Edge)$/.test(type)))(
    '$name',
    async (coordinate) => {
      const { name, type, field } = coordinate;
      const rowType = type.replace(/(Connection|Edge)$/, '');
      const readable = reachesOf(name, signatory) !== null;
      const { data, errors = [] } = await askedOfPage(rowType, readable ? null : coordinate);
      if (!readable) {
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

  const roots = coordinates.filter(({ type }) => type === 'Query');
  const ofRoots = new Map<boolean, Promise<Answer>>();
  /** What the signatory may ask for in one question, each under its own name, and what not in another. */
  const askedOfRoots = (readable: boolean): Promise<Answer> => {
    const calls = roots
      .filter(({ name }) => (reachesOf(name, signatory) !== null) === readable)
      .map(({ name, field, composite }) => {
        const given = /\(/.test(field) ? '' : argumentsOf(field, signatory);
        return `${aliasOf(name)}: ${field}${given} ${composite ? '{ __typename }' : ''}`;
      });
    const answer = ofRoots.get(readable) ?? askAll(`{ ${calls.join(' ')} }`);
    ofRoots.set(readable, answer);
    return answer;
  };

  it.each(roots)('$name', async ({ name }) => {
    const readable = reachesOf(name, signatory) !== null;
    const { data, errors = [] } = await askedOfRoots(readable);
    const alias = aliasOf(name);
    expect(data).toHaveProperty(alias);
    // An error of no place is everybody's.
    const own = errors.filter(({ path = [alias] }) => path[0] === alias);
    if (readable) {
      expect(own).toEqual([]);
    } else {
      expect(data?.[alias]).toBeNull();
      expect(own.map(({ extensions }) => extensions?.code)).toEqual([refusal]);
    }
  });

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
    // As many at once as the gateway's limit on aliases lets through.
    for (let from = 0; from < onRows.length; from += 50) {
      const some = onRows.slice(from, from + 50);
      const calls = some.map(({ name }, i) => `a${i}: pourquoi(coordonnee: "${name}") { ...tout }`);
      const { data, errors } = await world.ask(
        signatory.id,
        purposes,
        `{ ${calls.join(' ')} } fragment tout on Explication { coordonnee statut message portees { portee libelle classe proprietaire conservation detenue finalites perimetres fondements { id reference effet } } }`,
      );
      expect(errors).toBeUndefined();
      const told = data as Record<string, { coordonnee: string; statut: string }>;
      expect(some.map(({ name }, i) => [name, told[`a${i}`]?.statut])).toEqual(
        some.map(({ name }) => [
          name,
          reachesOf(name, signatory) !== null
            ? expect.stringMatching(/^(OUVERTE|LISIBLE)$/)
            : 'NON_ACCORDEE',
        ]),
      );
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
    const personal = onRows.filter(({ name }) => matrix.get(name)?.personal === true);
    const askWithout = (query: string): Promise<Answer> => world.ask(signatory.id, '', query);
    for (const type of new Set(personal.map((coordinate) => coordinate.type))) {
      const fields = personal.filter((coordinate) => coordinate.type === type);
      const answer = await AskedTogether.ask(askWithout, type, fields, signatory, false);
      for (const { name, field } of fields) {
        const shown = answer.listed.filter((object) => answer.valueIn(object, field) !== null);
        expect([name, answer.refusalsAt(field), shown]).toEqual([name, [refusal], []]);
      }
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

/** Of a coordinate, `Query.name`. */
function aliasOf(coordinate: string): string {
  return `one_${coordinate.replaceAll(/\W/g, '_')}`;
}
