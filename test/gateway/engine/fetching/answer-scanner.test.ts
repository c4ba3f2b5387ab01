import { describe, expect, it } from '@jest/globals';
import { mostUnasked } from '../../../../gateway/engine/fetching/answer-limits.js';
import { AnswerMask } from '../../../../gateway/engine/fetching/answer-mask.js';
import { AnswerScanner } from '../../../../gateway/engine/fetching/answer-scanner.js';

const leaf = { below: null, size: null, exact: false, id: false };
const item = new AnswerMask(
  new Map([
    ['a', leaf],
    ['ab', leaf],
    ['abc', leaf],
  ]),
);
const mask = new AnswerMask(
  new Map([['list', { ...leaf, below: item, size: { fixed: 2, variables: [] } }]]),
);

/** Reads the answer in pieces of so many bytes. @returns why it was given up; null: it was not. */
function verdict(answer: string, piece: number): string | null {
  const scanner = new AnswerScanner({ mask, entities: null, variable: () => undefined });
  const bytes = Buffer.from(answer);
  try {
    for (let at = 0; at < bytes.length; at += piece) {
      scanner.read(bytes, at, Math.min(at + piece, bytes.length));
    }
    return null;
  } catch (error) {
    return String(error);
  }
}

function verdicts(answer: string): ReadonlySet<string | null> {
  return new Set([1, 2, 3, 5, 7, 64, answer.length].map((piece) => verdict(answer, piece)));
}

const items = (...texts: readonly string[]) => `{"data":{"list":[${texts.join(',')}]}}`;
const unasked = (count: number) =>
  Array.from({ length: count }, (_, n) => `"abcd${n}":{"a":${n}}`).join(',');

describe('an answer that is read in pieces of any size', () => {
  it.each([
    ['in the order of the question', '{"a":1,"ab":"x","abc":null}'],
    ['in another order', '{"abc":1,"a":"\\"ab\\":","ab":2}'],
    ['with keys that are left out, or stand twice', '{"ab":1,"ab":1,"abc":[{"z":1}]}'],
    ['with keys that begin alike', '{"abcd":1,"a":1,"abc ":2,"ab":2}'],
    ['with a key that is escaped', '{"\\u0061":1,"a\\"":2,"a":3}'],
  ])('is taken %s', (_, text) => {
    expect(verdicts(items(text, text))).toEqual(new Set([null]));
  });

  it('is given up for what nobody asked, whatever stands before it', () => {
    const much = unasked(mostUnasked);
    for (const text of [`{"a":1,${much}}`, `{${much},"a":1}`, `{"a":1,"abc":2,${much},"ab":3}`]) {
      const [said, ...others] = verdicts(items(text));
      expect(said).toContain('unasked');
      expect(others).toEqual([]);
    }
  });

  it('is given up for more items than were asked for', () => {
    const many = Array.from({ length: 2_000 }, () => '{"a":1,"ab":2}');
    const [said, ...others] = verdicts(items(...many));
    expect(said).toContain('items');
    expect(others).toEqual([]);
  });
});
