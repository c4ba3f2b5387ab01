import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { describe, expect, it } from '@jest/globals';
import { placedOperators } from '../../../gateway/http/placed-operators.js';
import { parseDeployment } from '../../../schema/process/deployment.js';
import { parseConvention } from '../../../schema/convention/parse-convention.js';

const supergraph = parse(readFileSync('schema/supergraph.graphql', 'utf8'));
const committed = readFileSync('schema/convention.yaml', 'utf8');
const five = [
  'ekidom',
  'habitat-vienne',
  'immobiliere-atlantic-amenagement',
  'sem-hpc',
  'icf-habitat-atlantique',
];

interface Given {
  readonly subgraph?: string;
  readonly engine?: 'passerelle' | 'apollo';
  readonly given?: ReadonlyMap<string, string>;
  readonly convention?: string;
}

function place(
  operators: readonly string[],
  {
    subgraph = 'bailleurs',
    engine = 'passerelle',
    given = new Map(),
    convention = committed,
  }: Given = {},
) {
  const parsed = parseConvention(convention, 'schema/convention.yaml');
  const operateurs = Object.fromEntries(
    operators.map((id) => [id, { url: `http://${id}.test/graphql` }]),
  );
  const read = parseDeployment(JSON.stringify({ subgraphs: { [subgraph]: { operateurs } } }));
  if (!('convention' in parsed) || !('deployment' in read)) throw new Error('refused');
  const config = { engine, subgraphUrls: given };
  return placedOperators(supergraph, parsed.convention, read.deployment, config, Buffer.alloc(32));
}

describe('operators of a subgraph', () => {
  it('are those that the convention names, where the file says', () => {
    const { partitions, faults } = place(five);
    expect(faults).toEqual([]);
    expect(partitions?.operators.get('bailleurs')).toContainEqual({
      id: 'sem-hpc',
      name: 'SEM Habitat du Pays Châtelleraudais',
      url: 'http://sem-hpc.test/graphql',
      territoire: { patrimoine: 'sem-hpc' },
      common: false,
    });
  });

  it.each([
    [
      'one has no address',
      place(five.slice(1)),
      '"ekidom" operates "bailleurs" and has no address',
    ],
    [
      'one does not operate it',
      place([...five, 'intrus']),
      '"intrus" does not operate "bailleurs"',
    ],
    ['nobody is named', place(five, { subgraph: 'justice' }), 'names no operators of "justice"'],
    [
      'there is no such subgraph',
      place(five, { subgraph: 'gares' }),
      'there is no subgraph "gares"',
    ],
    ['the stock engine asks', place(five, { engine: 'apollo' }), 'set ENGINE=passerelle'],
    [
      'the environment gives one address',
      place(five, { given: new Map([['BAILLEURS', 'http://x']]) }),
      'SUBGRAPH_URL_BAILLEURS',
    ],
    [
      'the schema does not say how its answers are merged',
      place(five, {
        subgraph: 'justice',
        convention: committed.replace(
          /^ {2}bailleurs:\n(?= {4}perimetresPropres)/m,
          '  justice:\n',
        ),
      }),
      'does not say how the answers for "justice" are merged',
    ],
  ])('are refused where %s', (_, { faults }, expected) => {
    expect(faults.join('\n')).toContain(expected);
  });
});
