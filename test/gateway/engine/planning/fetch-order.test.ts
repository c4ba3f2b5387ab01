import { describe, expect, test } from '@jest/globals';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { AskedKeys } from '../../../../gateway/engine/planning/asked-keys.js';
import { fetchOrder } from '../../../../gateway/engine/planning/fetch-order.js';
import type {
  PlannedFetch,
  PlannedStep,
} from '../../../../gateway/engine/planning/planned-step.js';

const asks = (...keys: readonly string[]): AskedKeys => new Map(keys.map((key) => [key, null]));

const sends = (...names: readonly string[]): readonly QueryPlanSelectionNode[] => [
  {
    kind: 'InlineFragment',
    typeCondition: 'T',
    selections: ['__typename', ...names].map((name) => ({ kind: 'Field', name })),
  },
];

const fetch = (subgraph: string, rest: Partial<PlannedFetch> = {}): PlannedStep => ({
  kind: 'fetch',
  fetch: {
    subgraph,
    operation: '',
    operationName: null,
    mutation: false,
    variables: [],
    path: [],
    requires: null,
    inputRewrites: [],
    outputRewrites: [],
    contexts: [],
    topLevelKeys: [],
    flat: true,
    asked: asks(),
    ...rest,
  },
});

const root = fetch('root', {
  asked: new Map([['items', new Map([...asks('__typename', 'id'), ['owner', asks('id')]])]]),
});

/** Of the items: what it sends of them and what it asks. */
const ofItems = (
  subgraph: string,
  sent: readonly string[],
  asked: readonly string[],
  rest: Partial<PlannedFetch> = {},
): PlannedStep =>
  fetch(subgraph, {
    path: ['items', '@'],
    requires: sends(...sent),
    asked: new Map([['_entities', asks(...asked)]]),
    ...rest,
  });

const inTurn = (...steps: readonly PlannedStep[]): PlannedStep => ({ kind: 'sequence', steps });
const atOnce = (...steps: readonly PlannedStep[]): PlannedStep => ({ kind: 'parallel', steps });

function expectOrder(plan: PlannedStep, expected: Readonly<Record<string, readonly string[]>>) {
  const { fetches, after } = fetchOrder(plan);
  const names = fetches.map(({ subgraph }) => subgraph);
  expect(
    Object.fromEntries(names.map((name, i) => [name, after[i]?.map((other) => names[other])])),
  ).toEqual(expected);
}

describe('what a fetch waits for', () => {
  test('is who brings what it sends, and nobody else of the stage before', () => {
    const plan = inTurn(
      root,
      atOnce(ofItems('weights', ['id'], ['weight']), ofItems('slow', ['id'], ['text'])),
      ofItems('postage', ['id', 'weight'], ['postage']),
    );
    expectOrder(plan, {
      root: [],
      weights: ['root'],
      slow: ['root'],
      postage: ['weights'],
    });
  });

  test('is who brings the objects it is about', () => {
    const plan = inTurn(
      root,
      atOnce(
        fetch('pages', {
          path: ['items', '@'],
          requires: sends('id'),
          asked: new Map([['_entities', new Map([['pages', asks('__typename', 'id')]])]]),
        }),
        ofItems('slow', ['id'], ['text']),
      ),
      ofItems('words', ['id'], ['words'], { path: ['items', '@', 'pages', '@'] }),
    );
    expectOrder(plan, { root: [], pages: ['root'], slow: ['root'], words: ['pages'] });
  });

  test('is who knows a type more exactly', () => {
    const plan = inTurn(
      root,
      ofItems('types', ['id'], ['__typename']),
      ofItems('words', ['id'], ['words']),
    );
    expectOrder(plan, { root: [], types: ['root'], words: ['types'] });
  });

  test('is who brings what stands below an object that is sent', () => {
    const requires: readonly QueryPlanSelectionNode[] = [
      {
        kind: 'Field',
        name: 'owner',
        selections: [
          { kind: 'Field', name: 'id' },
          { kind: 'Field', name: 'rank' },
        ],
      },
    ];
    const plan = inTurn(
      root,
      atOnce(
        ofItems('ranks', ['id'], ['rank'], { path: ['items', '@', 'owner'] }),
        ofItems('slow', ['id'], ['text'], { path: ['items', '@', 'owner'] }),
      ),
      ofItems('prices', [], ['price'], { requires }),
    );
    expectOrder(plan, { root: [], ranks: ['root'], slow: ['root'], prices: ['ranks'] });
  });

  test.each<[string, Partial<PlannedFetch>]>([
    ['acts', { mutation: true }],
    ['takes values from above', { contexts: [{ name: 'v', sources: [] }] }],
    [
      'is sent as another type',
      { inputRewrites: [{ kind: 'ValueSetter', path: [], setValueTo: '' }] },
    ],
    [
      'comes under another key',
      { outputRewrites: [{ kind: 'KeyRenamer', path: [], renameKeyTo: '' }] },
    ],
  ])('is what the plan says where one %s', (_, rest) => {
    const plan = inTurn(
      root,
      atOnce(ofItems('weights', ['id'], ['weight']), ofItems('slow', ['id'], ['text'], rest)),
      ofItems('postage', ['id', 'weight'], ['postage']),
    );
    expectOrder(plan, {
      root: [],
      weights: ['root'],
      slow: ['root'],
      postage: ['weights', 'slow'],
    });
  });
});
