import { describe, expect, it } from '@jest/globals';
import { lineName, linesFor, stateText, type Line } from '../../ide/src/lines/line.js';

const line = (
  partenaire: string,
  operateur: string | null,
  etat: Line['etat'] = 'green',
): Line => ({
  partenaire,
  operateur: operateur === null ? null : { id: operateur, nom: `« ${operateur} »` },
  etat,
  signes: [],
});

const lines = [
  line('bailleurs', 'a'),
  line('bailleurs', 'b', 'red'),
  line('ville', 'v', 'amber'),
  line('justice', null),
  line('convention', null),
];

const names = (found: readonly Line[]): readonly string[] => found.map(lineName);

describe('the lines that a signatory sees', () => {
  it('are its own, and those of the partners that an answer was asked of', () => {
    const { own, others } = linesFor(lines, { id: 'a', nature: 'bailleur' }, [
      'bailleurs',
      'justice',
    ]);
    expect(names(own)).toEqual(['« a »']);
    expect(names(others)).toEqual(['« b »', 'Justice']);
  });

  it('are its own too where one operator has the data of all of its kind', () => {
    const { own, others } = linesFor(lines, { id: 'p', nature: 'justice' }, ['justice']);
    expect([names(own), names(others)]).toEqual([['Justice'], []]);
  });

  it('are none of its own where it only reads', () => {
    const { own, others } = linesFor(lines, { id: 'x', nature: 'police' }, ['ville', 'convention']);
    expect([names(own), names(others)]).toEqual([[], ['« v »', 'Convention']]);
  });

  it('have a state in words', () => {
    expect(lines.slice(0, 3).map(stateText)).toEqual([
      'en service',
      'coupée',
      'en service, à surveiller',
    ]);
  });
});
