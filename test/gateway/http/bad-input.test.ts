import 'reflect-metadata';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { World } from '../../harness/world.js';
import { fillJustice, fillVille } from '../../conformance/matrix/fill.js';
import { fillBailleurs } from '../../conformance/matrix/fill-bailleurs.js';

/** What a caller may get wrong, against the real processes: a clear error, and nothing breaks. */
let world: World;

beforeAll(async () => {
  world = await World.start({ ville: fillVille, bailleurs: fillBailleurs, justice: fillJustice });
}, 90_000);

afterAll(() => world.stop());

const person = 'Durand-Leroy';

async function post(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await world.token('ekidom')}`,
      ...headers,
    },
    body,
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as {
    errors?: { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, text, codes: errors.map(({ extensions }) => extensions.code) };
}

const sizes = '« first » va de 1 à 100 chez ce partenaire';

const query = (text: string, variables: object = {}) => JSON.stringify({ query: text, variables });

describe('an argument that cannot be', () => {
  it.each([
    ['a negative page', '{ incidents(first: -1) { nodes { id } } }', sizes],
    ['an empty page', '{ incidents(first: 0) { nodes { id } } }', sizes],
    ['too large a page', '{ incidents(first: 1000) { nodes { id } } }', sizes],
    [
      'a cursor of nobody',
      `{ incidents(after: "${person}") { nodes { id } } }`,
      '« after » n’est pas un curseur de cette liste',
    ],
    [
      'a day that does not exist',
      '{ incidents(filtre: { periode: { debut: "2026-02-30" } }) { nodes { id } } }',
      'Une date s’écrit AAAA-MM-JJ et doit exister.',
    ],
  ])('is told as the caller’s own fault, and how to mend it: %s', async (_, text, said) => {
    for (let sending = 0; sending < 2; sending += 1) {
      const answer = await post(query(text));
      expect(answer.codes).toEqual(['BAD_USER_INPUT']);
      expect(answer.text).toContain(said);
      expect(answer.text).not.toContain(person);
    }
  });

  it('spoils no other field', async () => {
    const { data, errors } = await world.ask(
      'ekidom',
      '',
      '{ incidents(first: -1) { nodes { id } } residences(first: 1) { totalCount } }',
    );
    expect(data).toEqual({ incidents: null, residences: { totalCount: 7 } });
    expect(errors).toHaveLength(1);
  });
});

describe('a request that cannot be', () => {
  it.each([
    ['no JSON', '{"query": "{ moi', 400],
    ['no object', '"{ moi { finalites } }"', 400],
    ['no query', '{}', 400],
    ['a query that is no text', '{"query": 7}', 400],
    [
      'variables that are no object',
      JSON.stringify({ query: '{ moi { finalites } }', variables: 7 }),
      400,
    ],
    ['a syntax error', query('{ moi { '), 400],
    ['an unknown field', query('{ moi { inconnu } }'), 400],
    ['an unknown argument', query('{ incidents(premier: 1) { totalCount } }'), 400],
    ['a wrong literal', query('{ incidents(first: "un") { totalCount } }'), 400],
    ['a missing variable', query('query Q($i: ID!) { incident(id: $i) { id } }'), 400],
    [
      'a wrong variable',
      query('query Q($n: Int) { incidents(first: $n) { totalCount } }', { n: person }),
      400,
    ],
    ['an empty document', query(''), 400],
    ['a fragment alone', query('fragment F on Incident { id }'), 400],
    [
      'fragments in a circle',
      query(
        '{ incidents { nodes { ...A } } } fragment A on Incident { ...B } fragment B on Incident { ...A }',
      ),
      400,
    ],
    ['a very deep query', query(`{${'communes{nodes{epci{'.repeat(300)}`), 400],
    ['a very large body', query(`{ moi { finalites } } #${'x'.repeat(1_100_000)}`), 413],
  ])('is refused, and repeats no value: %s', async (_, body, expected) => {
    const { status, text, codes } = await post(body);
    expect(status).toBe(expected);
    expect(codes.length).toBeGreaterThan(0);
    expect(text).not.toContain(person);
    expect(text).not.toMatch(/node_modules|\bat \w+ \(|127\.0\.0\.1/);
  });

  it.each([
    ['text/plain', 400],
    ['application/x-www-form-urlencoded', 400],
    ['multipart/form-data; boundary=x', 400],
  ])('is refused in a form that pages may send unasked: %s', async (type, expected) => {
    expect((await post(query('{ moi { finalites } }'), { 'content-type': type })).status).toBe(
      expected,
    );
  });

  it('may name a purpose that nobody knows: it opens nothing', async () => {
    const { status, codes } = await post(query('{ correspondants { totalCount } }'), {
      'x-finalite': `inconnue, ,${'x'.repeat(500)}`,
    });
    expect([status, codes]).toEqual([200, ['UNAUTHORIZED_FIELD_OR_TYPE']]);
  });

  it('may be no HTTP at all', async () => {
    const { port } = new URL(world.gateway.url);
    const socket = connect(Number(port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write('\u0000\u0001 not HTTP\r\n\r\n');
    socket.on('data', () => undefined);
    await ended;
  });
});

describe('an id that nobody has', () => {
  it('answers as one of a row that is not the caller’s', async () => {
    const text =
      'query Q($a: ID!) { incident(id: $a) { id } plainte(id: $a) { id } procedure(id: $a) { id } signalement(id: $a) { id } }';
    const ids = [
      'inconnu',
      '',
      ' ',
      "' OR 1=1 --",
      '\u0000',
      'x'.repeat(5_000),
      'canari-incident-p5',
    ];
    for (const a of ids) {
      const { data, errors } = await world.ask('ekidom', 'suivi-plaintes', text, { a });
      expect(errors).toBeUndefined();
      expect(data).toEqual({ incident: null, plainte: null, procedure: null, signalement: null });
    }
  });
});

it('is alive after all that, and no log line holds a value that was sent', async () => {
  const { data, errors } = await world.ask('ekidom', '', '{ incidents { totalCount } }');
  expect(errors).toBeUndefined();
  expect(data).toEqual({ incidents: { totalCount: 3 } });
  expect((await fetch(`${world.gateway.url}/health/ready`)).status).toBe(200);
  for (const server of [world.gateway, ...Object.values(world.subgraphs)]) {
    expect(server.log).not.toContain(person);
  }
});
