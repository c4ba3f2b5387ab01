import { describe, expect, it } from '@jest/globals';
import { buildSchema, isInputObjectType, validate, parse } from 'graphql';
import { inputFields } from '../../ide/src/forms/input-field.js';
import { referredList } from '../../ide/src/forms/referred-list.js';
import type { Question } from '../../ide/src/gallery/question.js';
import type { Asked, Question as Asking } from '../../ide/src/graphql/question.js';
import { AskedQuestions } from '../../ide/src/home/asked-questions.js';
import { countLine, spanQuery, spanText } from '../../ide/src/home/count-line.js';
import { filteredList, withFilter } from '../../ide/src/home/filtered-query.js';

const schema = buildSchema(`
  scalar Date
  enum Kind { "Bruit." BRUIT "Feu." FEU }
  enum Tri { DATE_FAITS_ASC DATE_FAITS_DESC }
  input Periode { "Premier jour ; absent : sans début." debut: Date "Dernier jour." fin: Date }
  "Restreint la liste des incidents."
  input Filtre {
    "Code INSEE de la commune." commune: String
    "Période des faits." periode: Periode
    "Types." types: [Kind!]
    "Gravité : 1 gêne, 4 danger." gravite: Int!
    "Auteur connu ou non." auteurConnu: Boolean
  }
  type Commune { codeInsee: ID! nom: String! }
  type Communes { nodes: [Commune!]! }
  type Incident { id: ID! dateFaits: Date type: Kind commune: Commune }
  type Incidents { totalCount: Int! nodes: [Incident!]! }
  type Query {
    incidents(filtre: Filtre, tri: Tri, first: Int): Incidents
    incident(id: ID!): Incident
    communes(first: Int, after: String): Communes
    commune(codeInsee: ID!): Commune
  }
`);

const query = `query Q($c: String!, $n: Int) { incidents(filtre: { commune: $c }, first: $n) { totalCount nodes { id } } }`;

function list(text = query, variables: Record<string, unknown> = { c: '86194', n: 5 }) {
  const found = filteredList(text, variables, schema);
  if (!found) throw new Error('no list');
  return found;
}

describe('a filter bar', () => {
  it('asks for each field of the filter as its kind', () => {
    const type = schema.getType('Filtre');
    if (!isInputObjectType(type)) throw new Error('no filter');
    expect(inputFields(type).map(({ name, kind, libelle }) => [name, kind, libelle])).toEqual([
      ['commune', 'reference', 'Commune'],
      ['periode', 'groupe', 'Période des faits'],
      ['types', 'choix-multiple', 'Types'],
      ['gravite', 'entier', 'Gravité'],
      ['auteurConnu', 'oui-non', 'Auteur connu ou non'],
    ]);
    expect(inputFields(type)[3]).toMatchObject({
      required: true,
      aide: 'Gravité\u00a0: 1 gêne, 4 danger',
    });
  });

  it('reads what a question is restricted to, its variables too', () => {
    expect(list()).toMatchObject({ field: 'incidents', values: { commune: '86194' } });
  });

  it('writes a question that is still valid, with the variables that are left', () => {
    const rewritten = withFilter(query, { c: '86194', n: 5 }, list(), {
      commune: '86066',
      types: ['FEU'],
      periode: { debut: '2026-01-01', fin: undefined },
      gravite: 4,
    });
    expect(rewritten.variables).toEqual({ n: 5 });
    expect(validate(schema, parse(rewritten.query))).toEqual([]);
    expect(rewritten.query).toContain(
      'filtre: {commune: "86066", periode: {debut: "2026-01-01"}, types: [FEU], gravite: 4}',
    );
    expect(list(rewritten.query, rewritten.variables).values).toEqual({
      commune: '86066',
      types: ['FEU'],
      periode: { debut: '2026-01-01' },
      gravite: 4,
    });
  });

  it('leaves the filter out when nothing of it is set', () => {
    const { query: text } = withFilter(query, { c: '86194' }, list(), { commune: '', periode: {} });
    expect(text).not.toContain('filtre');
  });

  it('offers names for what a field refers to', () => {
    const communes = referredList('commune', schema);
    expect(communes?.query).toContain('nodes { codeInsee nom }');
    expect(communes?.choiceOf({ codeInsee: '86194', nom: 'Poitiers' })).toEqual({
      value: '86194',
      nom: 'Poitiers',
    });
    const incidents = referredList('incidents', schema);
    const incident = { id: 'x', dateFaits: '2026-11-02', type: 'FEU', commune: { nom: 'Dissay' } };
    expect(incidents?.choiceOf(incident)).toEqual({ value: 'x', nom: '02/11/2026 – Feu – Dissay' });
    expect(
      validate(
        schema,
        parse(
          incidents?.query.replace(
            /, after: \$apres|\(\$apres: String\)|pageInfo \{[^}]*\}/g,
            '',
          ) ?? '',
        ),
      ),
    ).toEqual([]);
    expect(referredList('rien', schema)).toBeNull();
  });
});

describe('the line below a question', () => {
  it.each([
    [8002, '8\u202f002 incidents'],
    [1, '1 incident'],
    [0, 'Aucun résultat : incidents'],
  ])('counts %i', (totalCount, line) => {
    expect(countLine({ incidents: { totalCount } }, list())).toBe(line);
  });

  it('says how many there are at least where they were not counted to the end', () => {
    const counted = { totalCount: null, minimumCount: 10_000 };
    expect(countLine({ incidents: counted }, list())).toBe('Au moins 10\u202f000 incidents');
  });

  it('counts nothing where the answer does not', () => {
    expect(countLine({ incidents: { totalCount: null, minimumCount: 0 } }, list())).toBeNull();
    expect(countLine({ incidents: { nodes: [] } }, list())).toBeNull();
    expect(countLine(null, list())).toBeNull();
  });

  it('says from when to when, and asks whether all lie between', () => {
    const span = spanQuery(list(), schema);
    expect(span?.date).toBe('dateFaits');
    expect(span?.query).toContain('tri: DATE_FAITS_ASC');
    expect(span?.counted('2025-10-03', '2026-09-28')).toContain('debut: "2025-10-03"');
    expect(spanText('2025-10-03', '2026-09-28')).toBe(
      'sur 12 mois, d’octobre 2025 à septembre 2026',
    );
    expect(spanText('2026-09-01', '2026-09-28')).toBe('en septembre 2026');
  });
});

describe('a question that was chosen', () => {
  const question: Question = {
    id: 'q',
    titre: 'Q ?',
    pour: ['VILLE'],
    finalites: ['suivi'],
    query: '{ a }',
    variables: () => ({}),
    explication: '',
  };

  function open() {
    const asked: { question: Asking; signal: AbortSignal; answer: (text: string) => void }[] = [];
    const questions = new AskedQuestions(
      (asking, signal) =>
        new Promise<Asked>((resolve) => {
          const answer = (text: string) =>
            resolve({
              status: 200,
              plan: null,
              body: { data: { a: text }, errors: [], extensions: {} },
            });
          asked.push({ question: asking, signal, answer });
        }),
      () => new Date(0),
    );
    return { asked, questions, state: () => questions.current().get('q') };
  }

  it('is asked at once where it opens nothing of persons, and once', () => {
    const { asked, questions } = open();
    questions.choose(question, {}, () => true);
    questions.choose(question, {}, () => true);
    expect(asked.map(({ question: { finalite } }) => finalite)).toEqual([['suivi']]);
  });

  it('waits for its purpose to be declared', () => {
    const { asked, questions, state } = open();
    questions.choose(question, {}, () => false);
    expect(state()).toMatchObject({ aDeclarer: ['suivi'], finalite: [] });
    void questions.run('q');
    expect(asked).toEqual([]);
    questions.declare('q');
    expect(asked[0]?.question.finalite).toEqual(['suivi']);
  });

  it('keeps the answer to what was asked last, however late another comes', async () => {
    const { asked, questions, state } = open();
    questions.choose(question, {}, () => true);
    questions.rewrite('q', { query: '{ b: a }', variables: {} });
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[1]?.answer('new');
    await Promise.resolve();
    asked[0]?.answer('old');
    await new Promise(setImmediate);
    expect(state()?.exchange?.body.data).toEqual({ a: 'new' });
    expect(state()?.exchange?.question.query).toBe('{ b: a }');
    expect(state()?.enCours).toBe(false);
  });
});
