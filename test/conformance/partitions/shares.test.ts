import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BothForms } from '../../harness/both-forms.js';
import type { Asked } from '../../harness/watched-operator.js';
import type { Answer } from '../../harness/world.js';

const caller = 'ville-poitiers';
const other = 'immobiliere-atlantic-amenagement';
const size = 'passerelle_size0';

let both: BothForms;

beforeAll(async () => {
  both = await BothForms.start(0.08);
}, 300_000);

afterEach(() => {
  for (const operator of both.operators.values()) operator.behaviour = null;
});

afterAll(() => both.stop());

const list = (order: string, more = ''): string =>
  `query ($after: String, $filtre: FiltreIncidents) {
    incidents(first: 20, tri: ${order}, after: $after, filtre: $filtre) {
      totalCount nodes { id gravite residence { nom } } ${more}
    }
  }`;

interface Page {
  readonly totalCount: number | null;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const ask = (query: string, variables: object = {}): Promise<Answer> =>
  both.ask('partitioned', caller, '', query, variables);
const single = (query: string, variables: object = {}): Promise<Answer> =>
  both.ask('single', caller, '', query, variables);
const pageOf = ({ data }: Answer): Page => data?.['incidents'] as Page;

/** What each operator was asked of lists of incidents meanwhile. */
async function asked(run: () => Promise<unknown>): Promise<ReadonlyMap<string, readonly Asked[]>> {
  for (const operator of both.operators.values()) operator.asked = [];
  await run();
  return new Map(
    [...both.operators].flatMap(([id, { asked: seen }]) => {
      const lists = seen.filter(({ query }) => query.includes('incidents('));
      return lists.length === 0 ? [] : [[id, lists] as const];
    }),
  );
}

const sizesOf = (requests: Iterable<readonly Asked[]>): readonly unknown[] =>
  [...requests].flat().map(({ variables }) => variables[size]);

/** Lets it learn that one landlord has all rows of the list. */
async function learnFrom(landlord: string, order: string): Promise<void> {
  for (let page = 0; page < 12; page += 1) {
    const answer = await ask(list(order), { filtre: { bailleur: landlord } });
    expect(answer.errors).toBeUndefined();
    expect(pageOf(answer).nodes).toHaveLength(20);
  }
}

describe('a page of several operators', () => {
  it('is asked for whole the first time, and in shares from then on', async () => {
    const first = await asked(() => ask(list('DATE_FAITS_ASC')));
    expect(first.size).toBeGreaterThan(3);
    expect(new Set(sizesOf(first.values()))).toEqual(new Set([20]));
    const next = sizesOf((await asked(() => ask(list('DATE_FAITS_ASC')))).values());
    expect(next.every((rows) => typeof rows === 'number' && rows >= 1 && rows <= 20)).toBe(true);
    const sum = (next as number[]).reduce((all, rows) => all + rows, 0);
    expect(sum).toBeLessThan(70);
  });

  it('is the same in whatever shares it was asked for, to its end', async () => {
    const query = list('DATE_FAITS_DESC', 'pageInfo { hasNextPage endCursor }');
    await learnFrom('ekidom', 'DATE_FAITS_DESC');
    const pages = async (through: typeof ask): Promise<readonly Page[]> => {
      const read: Page[] = [];
      let after: string | null = null;
      do {
        const answer: Answer = await through(query, { after });
        expect(answer.errors).toBeUndefined();
        read.push(pageOf(answer));
        after = pageOf(answer).pageInfo.endCursor;
      } while (read.at(-1)?.pageInfo.hasNextPage === true);
      return read;
    };
    const merged = await pages(ask);
    const whole = await pages(single);
    const shown = (read: readonly Page[]): unknown =>
      read.map(({ totalCount, nodes }) => ({ totalCount, nodes }));
    expect(whole.length).toBeGreaterThan(3);
    expect(shown(merged)).toEqual(shown(whole));
  });

  it('asks who had more of it once more, and for rows alone', async () => {
    await learnFrom('ekidom', 'MOIS_FAITS_DESC');
    let answer: Answer | undefined;
    const requests = await asked(async () => {
      answer = await ask(list('MOIS_FAITS_DESC'), { filtre: { bailleur: other } });
    });
    const expected = await single(list('MOIS_FAITS_DESC'), { filtre: { bailleur: other } });
    expect(answer?.data).toEqual(expected.data);
    const [first, second, ...others] = requests.get(other) ?? [];
    expect(others).toEqual([]);
    expect(first?.query).toContain('totalCount');
    expect(second?.query).not.toContain('totalCount');
    expect(first?.variables[size]).toBeLessThan(10);
    expect(second?.variables[size]).toBe(20 - Number(first?.variables[size]));
    for (const [id, seen] of requests) if (id !== other) expect(seen).toHaveLength(1);
  });

  it('tells where a value is missing that came in the second turn', async () => {
    await learnFrom('ekidom', 'DATE_FAITS_DESC');
    const watched = both.operator(other);
    watched.asked = [];
    watched.behaviour = (given, { query }) => {
      if (query.includes('totalCount') || !query.includes('incidents(')) return given;
      const [[key, page] = ['', null]] = Object.entries(given['data'] as Record<string, Page>);
      const without = (row: object, index: number) =>
        index === 2 ? { ...row, recurrence: null } : row;
      const errors = [{ message: 'Non.', path: [key, 'nodes', 2, 'recurrence'] }];
      return { data: { [key]: { ...page, nodes: page?.nodes.map(without) } }, errors };
    };
    const query = list('DATE_FAITS_DESC').replace('gravite', 'recurrence');
    const answer = await ask(query, { filtre: { bailleur: other } });
    const before = Number(watched.asked[0]?.variables[size]);
    expect(before).toBeLessThan(10);
    expect(answer.errors).toMatchObject([
      { path: ['incidents', 'nodes', before + 2, 'recurrence'] },
    ]);
    expect(pageOf(answer).nodes).toHaveLength(20);
  });
});

it('takes no more rows than were asked for, by more than is borne', async () => {
  await learnFrom('ekidom', 'DATE_FAITS_ASC');
  const logged = both.gateways.partitioned.log.length;
  const watched = both.operator(other);
  watched.behaviour = (given, { query }) =>
    query.includes('incidents(') ? repeated(given, 1_200) : given;
  const answer = await ask(list('DATE_FAITS_ASC'));
  expect(answer.errors).toMatchObject([
    { extensions: { code: 'PARTNER_UNAVAILABLE', partenaires: [other] } },
  ]);
  await both.gateways.partitioned.untilLogged('answer-out-of-bounds', logged);
});

describe('where the second turn fails', () => {
  it.each(['down', 'garbage', 'too many rows'] as const)('%s: the first rows stay', async (how) => {
    const order =
      how === 'down' ? 'DATE_FAITS_ASC' : how === 'garbage' ? 'DATE_FAITS_DESC' : 'MOIS_FAITS_DESC';
    await learnFrom('ekidom', order);
    const watched = both.operator(other);
    watched.asked = [];
    watched.behaviour = (given, { variables, query }) => {
      if (query.includes('totalCount') || !query.includes('incidents(')) return given;
      if (how === 'garbage') return { data: { incidents: 1 } };
      return repeated(given, Number(variables[size]) + 1);
    };
    if (how === 'down') {
      watched.behaviour = (given, { query }) => {
        if (query.includes('totalCount')) watched.behaviour = 'down';
        return given;
      };
    }
    const filtre = { bailleur: other };
    const query = list(order, 'pageInfo { hasNextPage endCursor }');
    const answer = await ask(query, { filtre });
    const { nodes, totalCount, pageInfo } = pageOf(answer);
    const [first] = watched.asked;
    expect(first?.variables[size]).toBeLessThan(10);
    expect(nodes).toHaveLength(Number(first?.variables[size]));
    expect(totalCount).toBeNull();
    expect(pageInfo.hasNextPage).toBe(true);
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'PARTNER_UNAVAILABLE', partenaires: [other] } },
    ]);
    watched.behaviour = null;
    const rest = await ask(query, { filtre, after: pageInfo.endCursor });
    const whole = await single(list(order).replace('first: 20', 'first: 40'), { filtre });
    const ids = [...nodes, ...pageOf(rest).nodes].map(({ id }) => id);
    expect(pageOf(rest).nodes).toHaveLength(20);
    expect(ids).toEqual(
      pageOf(whole)
        .nodes.slice(0, ids.length)
        .map(({ id }) => id),
    );
  });
});

/** The answer with its last row so many times. */
function repeated(given: Record<string, unknown>, times: number): Record<string, unknown> {
  const [[key, page] = []] = Object.entries(given['data'] as Record<string, object>);
  if (key === undefined || !page) throw new Error('no list was asked for');
  const lengthened = Object.entries(page as Record<string, unknown>).map(([name, value]) => [
    name,
    Array.isArray(value) ? Array.from({ length: times }, () => value.at(-1) as unknown) : value,
  ]);
  return { data: { [key]: Object.fromEntries(lengthened) as object } };
}
