import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse, print, visit } from 'graphql';
import { BothForms } from '../../harness/both-forms.js';
import type { Answer } from '../../harness/world.js';
import { Joining, joiner, question } from './joining.js';

const all = [
  'ekidom',
  'habitat-vienne',
  'icf-habitat-atlantique',
  'immobiliere-atlantic-amenagement',
  'sem-hpc',
];

let both: BothForms;
let joining: Joining | undefined;

beforeAll(async () => {
  both = await BothForms.start(0.08);
}, 300_000);

afterEach(() => {
  for (const operator of both.operators.values()) operator.behaviour = null;
});

afterAll(async () => {
  await joining?.stop();
  await both.stop();
});

const ask = (who: string, query: string, finalites = '', variables = {}): Promise<Answer> =>
  both.ask('partitioned', who, finalites, query, variables);

describe('an operator that does not answer', () => {
  const query =
    '{ residences(first: 100) { totalCount minimumCount nodes { bailleur { id } } pageInfo { hasNextPage } } }';
  const bailleursIn = (answer: Answer): readonly string[] => {
    const { nodes } = answer.data?.['residences'] as { nodes: { bailleur: { id: string } }[] };
    return [...new Set(nodes.map(({ bailleur }) => bailleur.id))].sort();
  };
  const unavailable = (...partenaires: string[]) => [
    {
      message: expect.stringContaining('Sans réponse de '),
      extensions: { code: 'PARTNER_UNAVAILABLE', correlationId: expect.any(String), partenaires },
    },
  ];

  it('is named; the rows of the others are there, and no total', async () => {
    both.operator('sem-hpc').behaviour = 'down';
    const answer = await ask('ville-chatellerault', query);
    expect(bailleursIn(answer)).toEqual(all.filter((id) => id !== 'sem-hpc'));
    const { nodes } = answer.data?.['residences'] as { nodes: unknown[] };
    // What the others have is no less true.
    const counted = { totalCount: null, minimumCount: nodes.length };
    expect(answer.data).toMatchObject({ residences: counted });
    expect(answer.errors).toEqual(unavailable('sem-hpc'));
  });

  it('is named when it hangs, once the others have long answered', async () => {
    both.operator('sem-hpc').behaviour = 'hang';
    const answer = await ask('ville-chatellerault', query);
    expect(bailleursIn(answer)).toEqual(all.filter((id) => id !== 'sem-hpc'));
    expect(answer.data).toMatchObject({ residences: { totalCount: null } });
    expect(answer.errors).toEqual(unavailable('sem-hpc'));
  }, 40_000);

  it('is not named to who would not have been asked', async () => {
    both.operator('sem-hpc').behaviour = 'down';
    const answer = await ask('ekidom', '{ signalements { totalCount } }');
    expect(answer.errors).toBeUndefined();
  });

  it('gives its rows when the page is continued after it came back', async () => {
    const list =
      'query ($after: String) { residences(first: 10, after: $after, tri: NOM_ASC) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      both.operator('sem-hpc').behaviour = page === 0 ? 'down' : null;
      const { data }: Answer = await ask('ville-chatellerault', list, '', { after });
      const { nodes, pageInfo } = data?.['residences'] as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const { data } = await ask('ville-chatellerault', '{ residences { totalCount } }');
    expect(data).toEqual({ residences: { totalCount: seen.length } });
  });

  it('leaves look-ups that another answers as they are, and says so of the rest', async () => {
    const { data } = await ask(
      'ekidom',
      '{ residences(filtre: { bailleur: "ekidom" }) { nodes { id } } }',
    );
    const [mine] = (data?.['residences'] as { nodes: { id: string }[] }).nodes;
    both.operator('sem-hpc').behaviour = 'down';
    const look = 'query ($id: ID!) { residence(id: $id) { id } }';
    expect(await ask('ekidom', look, '', { id: mine?.id })).toMatchObject({
      data: { residence: mine },
    });
    const unknown = await ask('ekidom', look, '', { id: 'inconnu' });
    expect(unknown.data).toEqual({ residence: null });
    expect(unknown.text).toContain('"partenaires":["sem-hpc"]');
  });

  it('is named among cities and EPCI as among landlords', async () => {
    const instances = '{ instances(first: 50) { totalCount nodes { id } } }';
    const nodesOf = ({ data }: Answer) => (data?.['instances'] as { nodes: object[] }).nodes;
    const whole = await ask('prefecture-86', instances);
    expect(whole.errors).toBeUndefined();
    for (const behaviour of ['down', 'hang'] as const) {
      both.operator('grand-poitiers').behaviour = behaviour;
      const answer = await ask('prefecture-86', instances);
      expect(answer.data).toMatchObject({ instances: { totalCount: null } });
      expect(answer.errors).toEqual(unavailable('grand-poitiers'));
      expect(nodesOf(whole)).toEqual(expect.arrayContaining(nodesOf(answer)));
      expect(nodesOf(answer).length).toBeLessThan(nodesOf(whole).length);
    }
  }, 40_000);

  it('all of them: null, with errors', async () => {
    for (const operator of both.operators.values()) operator.behaviour = 'down';
    const answer = await ask('ville-poitiers', '{ incidents { totalCount } }');
    expect(answer.data).toEqual({ incidents: null });
    expect(answer.text).toContain(JSON.stringify(all));
  });
});

describe('a landlord that joins, as docs/joining.md says', () => {
  const asked = [
    ['ville-poitiers', '{ residences { totalCount nodes { id nom } } }'],
    ['ville-poitiers', '{ commune(codeInsee: "86194") { residences { totalCount } } }'],
    ['ekidom', '{ residences(first: 100) { totalCount nodes { id } } incidents { totalCount } }'],
    ['sem-hpc', '{ incidents { totalCount } diagnostics { totalCount } }'],
  ] as const;
  const answers = () =>
    Promise.all(asked.map(async ([who, query]) => JSON.stringify((await ask(who, query)).data)));

  it('has its rows in the city’s list, and leaves no trace when it leaves', async () => {
    joining = new Joining(both, {
      convention: await both.gateways.partitioned.file('convention.yaml'),
      deployment: await both.gateways.partitioned.file('deployment.yaml'),
    });
    const atFirst = await answers();
    await joining.start();
    const { code, stdout } = await joining.examine();
    expect(stdout).toMatch(/^bailleurs\/logis-du-poitou: vert\n/);
    expect(code).toBe(0);
    expect(await answers()).toEqual(atFirst);
    await joining.join();
    const found = await ask('ville-poitiers', question);
    expect(found.errors).toBeUndefined();
    expect(found.data).toEqual({
      residences: { totalCount: 1, nodes: [{ nom: 'Les Tilleuls' }] },
    });
    const own = await ask(joiner, '{ signalements { totalCount } incidents { totalCount } }');
    expect(own.data).toMatchObject({ signalements: { totalCount: 0 } });
    await joining.leave();
    expect(await answers()).toEqual(atFirst);
    const gone = await ask('ville-poitiers', `{ residence(id: "${joiner}:1") { id } }`);
    expect([gone.data, gone.errors]).toEqual([{ residence: null }, undefined]);
    expect((await ask('ville-poitiers', question)).data).toEqual({
      residences: { totalCount: 0, nodes: [] },
    });
    expect((await ask(joiner, '{ residences { totalCount } }')).text).toContain('UNAUTHENTICATED');
  }, 120_000);
});

describe('an operator that lies', () => {
  type Page = Record<string, unknown>;
  const page = (answer: Record<string, unknown>): Page =>
    Object.values(answer['data'] as Record<string, Page>)[0] ?? {};
  const rootKey = (answer: Record<string, unknown>): string =>
    Object.keys(answer['data'] as object)[0] ?? '';
  const query = '{ residences(first: 5) { totalCount nodes { id } } }';

  it.each<[string, (page: Page) => void]>([
    [
      'more rows than were asked for',
      (p) => {
        for (const key of ['nodes', 'passerelle_positions'])
          p[key] = [...(p[key] as []), ...(p[key] as [])];
      },
    ],
    [
      'rows without their places',
      (p) => {
        p['passerelle_positions'] = [];
      },
    ],
    [
      'rows in another order',
      (p) => {
        (p['passerelle_positions'] as []).reverse();
      },
    ],
    [
      'cursors of its own making',
      (p) => {
        for (const row of p['passerelle_positions'] as { cursor: string }[]) row.cursor = 'x';
      },
    ],
    [
      'no list at all',
      (p) => {
        p['nodes'] = 7;
      },
    ],
  ])('with %s is taken for absent', async (_, change) => {
    both.operator('ekidom').behaviour = (answer) => {
      change(page(answer));
      return answer;
    };
    const { data, text } = await ask('prefecture-86', query);
    expect(text).toContain('"partenaires":["ekidom"]');
    expect(data).toMatchObject({ residences: { totalCount: null } });
  });

  it('is taken for absent among cities and EPCI too', async () => {
    both.operator('ville-poitiers').behaviour = (answer) => {
      (page(answer)['passerelle_positions'] as []).reverse();
      return answer;
    };
    const { data, text } = await ask('prefecture-86', '{ instances { totalCount nodes { id } } }');
    expect(text).toContain('"partenaires":["ville-poitiers"]');
    expect(data).toMatchObject({ instances: { totalCount: null } });
  });

  it('about a count is not believed', async () => {
    both.operator('ekidom').behaviour = (answer) => {
      page(answer)['totalCount'] = -50;
      return answer;
    };
    const { data } = await ask('prefecture-86', query);
    expect(data).toMatchObject({ residences: { totalCount: null } });
  });

  it('about whose a row is makes nobody believed', async () => {
    const { data } = await ask(
      'sem-hpc',
      '{ residences(filtre: { bailleur: "sem-hpc" }) { nodes { id } } }',
    );
    const [theirs] = (data?.['residences'] as { nodes: { id: string }[] }).nodes;
    both.operator('ekidom').behaviour = (answer) => ({
      ...answer,
      data: { [rootKey(answer)]: { id: theirs?.id, nom: 'La mienne' } },
    });
    const look = 'query ($id: ID!) { residence(id: $id) { id nom } }';
    const answer = await ask('prefecture-86', look, '', { id: theirs?.id });
    expect(answer.data).toEqual({ residence: null });
    expect(answer.errors).toHaveLength(1);
  });
});

// The last: what was learned of an operator is believed for half a minute.
describe('an operator at an older version of the schema', () => {
  const published = readFileSync('schema/bailleurs.graphql', 'utf8');
  /** The published schema before a field of it was there. */
  const before = (type: string, field: string): string =>
    print(
      visit(parse(published), {
        FieldDefinition: ({ name }, _key, _parent, _path, ancestors) => {
          const holder = ancestors.at(-1) as { name?: { value: string } } | undefined;
          return holder?.name?.value === type && name.value === field ? null : undefined;
        },
      }),
    );
  const notServed = (...champs: string[]) => [
    {
      message: expect.stringMatching(/^Ékidom.* ne sert pas encore /),
      extensions: { code: 'FIELD_NOT_SERVED', correlationId: expect.any(String), champs },
    },
  ];

  afterEach(() => {
    for (const operator of both.operators.values()) operator.serveOlder(null);
  });

  it('has null where it lacks a field, with an error that says so, and is counted', async () => {
    both.operator('ekidom').serveOlder(before('Residence', 'anneeConstruction'));
    const list = `{ residences(first: 100) { totalCount nodes { id anneeConstruction bailleur { id } } } }`;
    const answer = await ask('ville-chatellerault', list);
    const { totalCount, nodes } = answer.data?.['residences'] as {
      totalCount: number;
      nodes: { anneeConstruction: number | null; bailleur: { id: string } }[];
    };
    expect(totalCount).toBe(nodes.length);
    const yearsAt = (isOlder: boolean) =>
      nodes.flatMap(({ anneeConstruction, bailleur }) =>
        (bailleur.id === 'ekidom') === isOlder ? [anneeConstruction] : [],
      );
    expect(new Set(yearsAt(true))).toEqual(new Set([null]));
    expect(yearsAt(false).filter((year) => year !== null).length).toBeGreaterThan(0);
    expect(answer.errors).toEqual(notServed('Residence.anneeConstruction'));
    // What it was asked the second time it could answer.
    const again = await ask('ville-chatellerault', list);
    expect(again.data).toEqual(answer.data);
    expect(both.operator('ekidom').asked.at(-1)?.query).not.toContain('anneeConstruction');
  });

  it('whose list is none yet is absent from it', async () => {
    both.operator('habitat-vienne').serveOlder(before('Query', 'diagnostics'));
    const answer = await ask('prefecture-86', '{ diagnostics { totalCount nodes { id } } }');
    expect(answer.data).toMatchObject({ diagnostics: { totalCount: null } });
    expect(answer.text).toContain('"partenaires":["habitat-vienne"]');
    expect(answer.text).toContain('"champs":["Query.diagnostics"]');
  });
});
