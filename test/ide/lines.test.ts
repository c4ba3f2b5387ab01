import { describe, expect, it } from '@jest/globals';
import { lineName, linesFor, silentIn, stateText, type Line } from '../../ide/src/lines/line.js';

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
  const asked = (...subgraphs: string[]) => ({ subgraphs, silent: [] });

  it('are its own, those of the partners that an answer was asked of, and apart who may have been', () => {
    const seen = linesFor(
      [...lines, line('bailleurs', 'c')],
      { id: 'a', nature: 'bailleur' },
      asked('bailleurs', 'justice'),
    );
    expect(names(seen.own)).toEqual(['« a »']);
    // One that is cut off is told, whether it was asked or not.
    expect(names(seen.others)).toEqual(['« b »', 'Justice']);
    expect(names(seen.perhaps)).toEqual(['« c »']);
  });

  it('begin with those whose rows are missing', () => {
    const errors = [
      { message: 'x', extensions: { code: 'PARTNER_UNAVAILABLE', partenaires: ['c'] } },
      { message: 'y', extensions: { code: 'Z' } },
      { message: 'z' },
    ];
    expect(silentIn(errors)).toEqual(['c']);
    const { others, perhaps } = linesFor(
      [...lines, line('bailleurs', 'c'), line('bailleurs', 'd')],
      { id: 'a', nature: 'bailleur' },
      { subgraphs: ['bailleurs'], silent: silentIn(errors) },
    );
    expect(names(others)).toEqual(['« c »', '« b »']);
    expect(names(perhaps)).toEqual(['« d »']);
  });

  it('are its own too where one operator has the data of all of its kind', () => {
    const seen = linesFor(lines, { id: 'p', nature: 'justice' }, asked('justice'));
    expect([names(seen.own), names(seen.others)]).toEqual([['Justice'], []]);
  });

  it('are none of its own where it only reads', () => {
    const seen = linesFor(lines, { id: 'x', nature: 'police' }, asked('ville', 'convention'));
    expect([names(seen.own), names(seen.others)]).toEqual([[], ['« v »', 'Convention']]);
  });

  it('have a state in words', () => {
    expect(lines.slice(0, 3).map(stateText)).toEqual([
      'en service',
      'coupée',
      'en service, à surveiller',
    ]);
  });
});
