import { describe, expect, it } from '@jest/globals';
import {
  badInputMessage,
  commonBadInput,
  readBadInput,
  someBadInput,
} from '../../../../gateway/engine/fetching/bad-input.js';

const person = 'Durand-Leroy';
const read = (extensions: Record<string, unknown>) =>
  readBadInput({ code: 'BAD_USER_INPUT', ...extensions });

describe('what a subgraph says of a value that it refuses', () => {
  it('is told in the gateway’s own words, with the limit', () => {
    const said = read({ raison: 'TAILLE_DE_PAGE', maximum: 250 });
    expect(said && badInputMessage(said)).toContain('« first » va de 1 à 250');
  });

  it.each([
    ['a reason of its own', { raison: person }],
    ['a reason that is no text', { raison: { toString: person } }],
    ['a name of every object', { raison: 'constructor' }],
  ])('never travels: %s', (_, extensions) => {
    expect(read(extensions)).toEqual(someBadInput);
  });

  it.each([person, 0, -4, 1.5, Number.NaN, [100]])(
    'has no limit where it is none: %p',
    (maximum) => {
      const said = read({ raison: 'TAILLE_DE_PAGE', maximum });
      expect(said).toEqual({ raison: 'TAILLE_DE_PAGE', maximum: null });
      expect(said && badInputMessage(said)).not.toContain(String(maximum));
    },
  );

  it('is nothing where the error is another', () => {
    expect(readBadInput({ code: 'INTERNAL', raison: 'DATE' })).toBeNull();
    expect(readBadInput({})).toBeNull();
  });

  it('is what all of several say', () => {
    const [date, order] = [read({ raison: 'DATE' }), read({ raison: 'TRI' })];
    expect(commonBadInput([date, date])).toEqual(date);
    expect(commonBadInput([date, order])).toEqual(someBadInput);
    expect(commonBadInput([date, null])).toBeNull();
    expect(commonBadInput([])).toBeNull();
  });
});
