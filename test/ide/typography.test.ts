import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allInFrenchType, inFrenchType, withFrenchSpaces } from '../../ide/src/page/typography.js';

describe('French type', () => {
  it.each([
    ['Que faire ?', 'Que faire\u202f?'],
    ['Oui ; non !', 'Oui\u202f; non\u202f!'],
    ['Finalité : aucune', 'Finalité\u00a0: aucune'],
    ['Finalité :', 'Finalité\u00a0:'],
    ['« Pourquoi ? »', '«\u202fPourquoi\u202f?\u202f»'],
    ['https://exemple.test/?a=b', 'https://exemple.test/?a=b'],
    ['de 10:30 à 11:00', 'de 10:30 à 11:00'],
    ['signalement:lecture', 'signalement:lecture'],
  ])('%s', (plain, typed) => {
    expect(withFrenchSpaces(plain)).toBe(typed);
  });

  it('has the apostrophe of French between letters, and only there', () => {
    expect(inFrenchType("Rappel à l'ordre")).toBe('Rappel à l’ordre');
    expect(inFrenchType("'cité'")).toBe("'cité'");
  });

  it('says the same again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '?', ':', ';', '!', '«', '»', "'") }),
        (text) => {
          const typed = inFrenchType(text);
          expect(inFrenchType(typed)).toBe(typed);
          expect(typed.replaceAll(/\s/g, ' ').replaceAll('’', "'")).toBe(text);
        },
      ),
    );
  });

  it('reaches every text of what was read, and no name of a field', () => {
    expect(allInFrenchType({ "l'a": ["l'ordre", 1, null, { nom: 'Quoi ?' }] })).toEqual({
      "l'a": ['l’ordre', 1, null, { nom: 'Quoi\u202f?' }],
    });
  });
});
