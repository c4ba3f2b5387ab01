import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { actQuery, conditionsOf, outcomeOf, summaryOf } from '../../ide/src/acts/act-request.js';
import { actsOn, caseQuery, caseTypes, waitingQuery } from '../../ide/src/acts/case-types.js';
import { delayText, isLate, sinceText } from '../../ide/src/acts/delay.js';
import { isMutation } from '../../ide/src/graphql/is-mutation.js';
import { readSupergraph } from '../../schema/compose/compose-supergraph.js';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { signataireSchema } from '../../schema/visible/signataire-schema.js';

const schemaFolder = fileURLToPath(new URL('../../../schema/', import.meta.url));
let graph: GraphQLSchema;

beforeAll(async () => {
  const loaded = await loadConvention(`${schemaFolder}convention.yaml`);
  if ('faults' in loaded) throw new Error('the convention is at fault');
  const supergraph = readSupergraph(readFileSync(`${schemaFolder}supergraph.graphql`, 'utf8'));
  graph = signataireSchema(supergraph, loaded.convention, 'ekidom', {
    finalites: [],
    on: new Date().toISOString().slice(0, 10),
  });
});

describe('what waits for an organisation', () => {
  it('is found in the graph: every list that can be asked for it', () => {
    const lists = caseTypes(graph).map(({ list }) => list);
    expect(lists).toEqual(expect.arrayContaining(['signalements', 'diagnostics', 'constats']));
  });

  it('is asked for, and read, in questions that the graph answers', () => {
    for (const type of caseTypes(graph)) {
      expect(validate(graph, parse(waitingQuery(type)))).toEqual([]);
      expect(validate(graph, parse(caseQuery(type)))).toEqual([]);
      expect(caseQuery(type)).toContain('irrevocable');
      expect(waitingQuery(type)).toContain('after: $apres');
    }
  });

  it('has acts whose mutations are valid, every value a variable', () => {
    for (const type of caseTypes(graph)) {
      for (const act of actsOn(type, graph)) {
        expect(validate(graph, parse(actQuery(act)))).toEqual([]);
        expect(actQuery(act)).toContain('$cleIdempotence');
      }
    }
  });

  it('says what an act does, and apart from it who may do it and when', () => {
    const [act] = caseTypes(graph)
      .flatMap((type) => actsOn(type, graph))
      .filter(({ name }) => name === 'saisirIncident');
    if (!act) throw new Error('no act');
    expect(summaryOf(act)).toContain('Entre un incident');
    expect(summaryOf(act)).not.toContain('Par :');
    expect(conditionsOf(act)).toMatch(/^Par : /);
    const refusal = { code: 'X', message: 'Non.', champ: 'gravite' };
    const answered = (data: Record<string, unknown> | null) =>
      outcomeOf(act, { data, errors: [], extensions: {} });
    expect(answered({ saisirIncident: { incident: null, erreurs: [refusal] } })).toEqual({
      etat: 'refuse',
      erreurs: [refusal],
    });
    expect(answered({ saisirIncident: { incident: { id: '1' }, erreurs: [] } })).toEqual({
      etat: 'fait',
      id: '1',
    });
    expect(answered(null)).toMatchObject({ etat: 'sans-reponse' });
  });
});

describe('a delay', () => {
  it.each([
    ['2026-11-29', 'encore 3 jours'],
    ['2026-11-27', 'encore 1 jour'],
    ['2026-11-26', 'dernier jour'],
    ['2026-11-24', 'en retard de 2 jours'],
    [null, ''],
  ])('until %s', (due, text) => {
    expect(delayText(due, '2026-11-26')).toBe(text);
    expect(isLate(due, '2026-11-26')).toBe(text.startsWith('en retard'));
  });

  it('begins with the day the case came there', () => {
    expect(sinceText('2026-11-26T10:00:00.000Z', '2026-11-26')).toBe('depuis aujourd’hui');
    expect(sinceText('2026-11-14T10:00:00.000Z', '2026-11-26')).toBe('depuis 12 jours');
  });
});

it('tells a mutation from what only reads', () => {
  expect(isMutation({ query: '{ a }' })).toBe(false);
  expect(isMutation({ query: 'mutation { a }' })).toBe(true);
  expect(isMutation({ query: 'query A { a } mutation B { b }', operationName: 'B' })).toBe(true);
  expect(isMutation({ query: 'mutation {' })).toBe(false);
});
