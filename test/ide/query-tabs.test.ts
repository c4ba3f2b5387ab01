import { beforeEach, describe, expect, it } from '@jest/globals';
import { QueryTabs } from '../../ide/src/desk/query-tabs.js';
import { TabPurposes } from '../../ide/src/desk/tab-purposes.js';
import type { Exchange } from '../../ide/src/editor/exchange.js';
import { QueryShelf } from '../../ide/src/editor/query-shelf.js';
import { SmallStorage } from './small-storage.js';
import type { Asked, Question } from '../../ide/src/graphql/question.js';

interface Asking {
  readonly question: Question;
  readonly signal: AbortSignal;
  readonly answer: (text: string) => Promise<void>;
  readonly fail: () => Promise<void>;
}

const known = ['prevention', 'rappel-ordre'];
let asked: Asking[];
let remembered: Exchange[];
let storage: SmallStorage;
let tabs: QueryTabs;

function open(): QueryTabs {
  const ask = (question: Question, signal: AbortSignal): Promise<Asked> =>
    new Promise((resolve, reject) => {
      asked.push({
        question,
        signal,
        answer: async (text) => {
          resolve({
            status: 200,
            body: { data: { text }, errors: [], extensions: {} },
            plan: null,
          });
          await settled();
        },
        fail: async () => {
          reject(new Error('the session is over'));
          await settled();
        },
      });
    });
  const purposes = new TabPurposes('ekidom', storage, known);
  return new QueryTabs(ask, purposes, (exchange) => remembered.push(exchange));
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const shown = (): unknown => tabs.current().exchange?.body.data?.['text'] ?? null;

function run(query: string): Asking {
  void tabs.run({ query });
  const asking = asked.at(-1);
  if (!asking) throw new Error('nothing was asked');
  return asking;
}

beforeEach(() => {
  asked = [];
  remembered = [];
  storage = new SmallStorage();
  tabs = open();
  tabs.select('un');
});

describe('an answer', () => {
  it('belongs to the tab that asked, whichever is looked at when it comes', async () => {
    const slow = run('{ lente }');
    tabs.select('deux');
    await run('{ rapide }').answer('rapide');
    await slow.answer('lente');
    expect(shown()).toBe('rapide');
    tabs.select('un');
    expect(shown()).toBe('lente');
    expect(remembered.map(({ question }) => question.query)).toEqual(['{ rapide }', '{ lente }']);
  });

  it('is not shown while the next of its tab is waited for, and a late one never', async () => {
    await run('{ a }').answer('a');
    const late = run('{ b }');
    expect([shown(), tabs.current().etat]).toEqual([null, 'en-cours']);
    const last = run('{ c }');
    expect(late.signal.aborted).toBe(true);
    await last.answer('c');
    await late.answer('b');
    expect([shown(), tabs.current().etat]).toEqual(['c', 'repos']);
  });

  it('does not come once it was stopped, and the request is given up', async () => {
    const stopped = run('{ a }');
    tabs.stop();
    expect(stopped.signal.aborted).toBe(true);
    await stopped.answer('a');
    expect([shown(), tabs.current().etat]).toEqual([null, 'arretee']);
    expect(remembered).toEqual([]);
  });

  it('of a closed tab is given up', () => {
    const asking = run('{ a }');
    tabs.select('deux');
    tabs.keepOnly(['deux']);
    expect(asking.signal.aborted).toBe(true);
    tabs.select('un');
    expect(tabs.current().etat).toBe('repos');
  });

  it('that never comes, since the session is over, is not waited for', async () => {
    await run('{ a }').fail();
    expect(tabs.current().etat).toBe('repos');
  });
});

describe('a purpose', () => {
  it('belongs to one tab, and is sent with its queries alone', () => {
    tabs.declare(['rappel-ordre']);
    expect(run('{ a }').question.finalite).toEqual(['rappel-ordre']);
    tabs.select('deux');
    expect(run('{ b }').question.finalite).toEqual([]);
  });

  it('of a query is not inherited by the next in its tab', () => {
    tabs.declare(['rappel-ordre']);
    tabs.open([], []);
    expect(run('{ a }').question.finalite).toEqual([]);
  });

  it('that a query brings is not declared before somebody does it', () => {
    tabs.open([], ['rappel-ordre']);
    expect(run('{ a }').question.finalite).toEqual([]);
    expect(tabs.current().proposee).toEqual(['rappel-ordre']);
    tabs.declare(['rappel-ordre']);
    expect(tabs.current().proposee).toEqual([]);
    expect(run('{ a }').question.finalite).toEqual(['rappel-ordre']);
  });

  it('comes back with its tab after a reload, and goes with it', () => {
    tabs.declare(['rappel-ordre', 'inconnue']);
    tabs.select('deux');
    tabs.declare(['prevention']);
    tabs = open();
    tabs.select('un');
    expect(tabs.current().finalite).toEqual(['rappel-ordre']);
    tabs.keepOnly(['un']);
    tabs = open();
    tabs.select('deux');
    expect(tabs.current().finalite).toEqual([]);
  });

  it.each(['{', '{"a":1}', '[1,["t"],["t",1],["t",[1]]]'])('is not read from %s', (text) => {
    storage.setItem('passerelle/ekidom/finalites', text);
    tabs = open();
    tabs.select('t');
    expect(tabs.current().finalite).toEqual([]);
  });
});

describe('in a full storage', () => {
  const query = (text: string) => ({
    titre: text,
    query: `{ ${text} }`,
    finalite: [],
    variables: {},
  });

  it('a purpose holds until the page is closed', () => {
    storage = new SmallStorage(3);
    tabs = open();
    tabs.select('un');
    tabs.declare(['prevention']);
    expect(tabs.current().finalite).toEqual(['prevention']);
  });

  it('fewer queries are remembered, and none is lost that was saved', () => {
    const shelf = new QueryShelf('ekidom', new SmallStorage(200));
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) shelf.remember(query(name));
    expect(shelf.read('historique')[0]).toEqual(query('g'));
    expect(shelf.save(query('a'))).toBe(true);
    expect(shelf.save(query('x'.repeat(200)))).toBe(false);
    expect(shelf.read('enregistrees')).toEqual([query('a')]);
  });
});
