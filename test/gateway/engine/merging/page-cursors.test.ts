import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  comparePositions,
  operatorCursor,
  PageCursors,
  readOperatorCursor,
  type Position,
} from '../../../../gateway/engine/merging/page-cursors.js';

const cursors = new PageCursors(randomBytes(32));
const progress = new Map<string, Position>([
  ['ekidom', { value: '2026-11-20', id: 'a' }],
  ['sem-hpc', { value: null, id: 'b' }],
]);

describe('a sealed cursor', () => {
  it('is opened by who sealed it, for the same list and order', () => {
    const cursor = cursors.seal('Query.incidents DATE', progress);
    expect(cursors.open('Query.incidents DATE', cursor)).toEqual(progress);
    expect(cursors.open('Query.incidents ID', cursor)).toBeNull();
    expect(cursors.open('Commune.incidents DATE', cursor)).toBeNull();
    expect(new PageCursors(randomBytes(32)).open('Query.incidents DATE', cursor)).toBeNull();
  });

  it('is refused when a single character is another', () => {
    const cursor = cursors.seal('l', progress);
    for (let index = 0; index < cursor.length; index += 37) {
      const other = cursor[index] === 'A' ? 'B' : 'A';
      const changed = `${cursor.slice(0, index)}${other}${cursor.slice(index + 1)}`;
      expect(cursors.open('l', changed)).toBeNull();
    }
    for (const text of ['', 'x', '!', 'A'.repeat(9_000)])
      expect(cursors.open('l', text)).toBeNull();
  });

  it('has one length, however many operators have rows', () => {
    const lengths = [new Map<string, Position>(), new Map([...progress].slice(1)), progress].map(
      (places) => cursors.seal('l', places).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });
});

describe("an operator's own cursor", () => {
  it('is read as the kit writes it, under its order', () => {
    const position = { value: 3, id: 'é' };
    expect(readOperatorCursor(operatorCursor('DATE', position), 'DATE')).toEqual(position);
    expect(readOperatorCursor(operatorCursor('DATE', position), 'ID')).toBeNull();
    expect(readOperatorCursor('x', 'DATE')).toBeNull();
    expect(readOperatorCursor(null, 'DATE')).toBeNull();
  });

  it('sorts as the databases do: nothing first, texts by their bytes, ids in the same direction', () => {
    const values = ['z', null, 'É', 'a', 'Z', '\u{1f600}', '\uffee'];
    const sorted = (order: 'ASC' | 'DESC') =>
      values
        .map((value) => ({ value, id: 'x' }))
        .sort((left, right) => comparePositions(left, right, order))
        .map(({ value }) => value);
    expect(sorted('ASC')).toEqual([null, 'Z', 'a', 'z', 'É', '\uffee', '\u{1f600}']);
    expect(sorted('DESC')).toEqual(sorted('ASC').reverse());
    const tie = ['b', 'a'].map((id) => ({ value: 1, id }));
    expect(tie.sort((l, r) => comparePositions(l, r, 'DESC')).map(({ id }) => id)).toEqual([
      'b',
      'a',
    ]);
  });
});
