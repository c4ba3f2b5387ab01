import { describe, expect, it } from '@jest/globals';
import { loadConvention } from '../../../schema/convention/load-convention.js';
import { parseConvention } from '../../../schema/convention/parse-convention.js';
import known from '../../../schema/reference/operateurs-ville.json' with { type: 'json' };
import { conventionSource } from './convention-source.js';

function read(partitions: string) {
  return parseConvention(`${conventionSource}\n${partitions}\n`, '/srv/convention.yaml');
}

function faultsOf(partitions: string): string {
  const result = read(partitions);
  return 'faults' in result ? result.faults.map(({ message }) => message).join('\n') : '';
}

describe('the partitions of a convention', () => {
  it('name who operates which part', () => {
    const result = read(
      'partitions: { lieux: { operateurs: { ville: null, bailleur: { quartiers: [Q1] } } } }',
    );
    if ('faults' in result) throw new Error('refused');
    const { operateurs, perimetresPropres } = result.convention.partitions.get('lieux') ?? {};
    expect([...(operateurs ?? [])]).toEqual([
      ['ville', { quartiers: null }],
      ['bailleur', { quartiers: ['Q1'] }],
    ]);
    expect(perimetresPropres).toEqual([]);
  });

  it('are none where the file says nothing', () => {
    const result = parseConvention(conventionSource, '/srv/convention.yaml');
    if ('faults' in result) throw new Error('refused');
    expect(result.convention.partitions.size).toBe(0);
  });

  it('name signatories only, with the stock by which their rows are told apart', () => {
    expect(
      faultsOf('partitions: { lieux: { operateurs: { ville: null, intrus: null } } }'),
    ).toContain("« intrus » n'est pas un signataire");
    expect(
      faultsOf(
        'partitions: { lieux: { perimetresPropres: [patrimoine], operateurs: { ville: null, bailleur: null } } }',
      ),
    ).toContain("« ville » n'a pas de patrimoine");
  });

  it('are of several operators', () => {
    expect(faultsOf('partitions: { lieux: { operateurs: { ville: null } } }')).not.toBe('');
    expect(faultsOf('partitions: { lieux: {} }')).toContain('operateurs');
  });

  it('by territory are of operators with a territory of their own each', () => {
    const faults = faultsOf(
      'partitions: { lieux: { parTerritoire: true, communs: intrus, operateurs: { bailleur: null, ville: null } } }',
    );
    expect(faults).toContain("« bailleur » n'a ni commune ni intercommunalité");
    expect(faults).toContain("« intrus » n'opère aucune part");
  });

  it('of the cities are those that the subgraph knows of', async () => {
    const loaded = await loadConvention('schema/convention.yaml');
    if (!('convention' in loaded)) throw new Error('refused');
    const { operateurs, communs } = loaded.convention.partitions.get('ville') ?? {};
    expect({ operateurs: [...(operateurs ?? new Map()).keys()], communs }).toEqual(known);
  });
});
