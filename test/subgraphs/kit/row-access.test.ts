import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import type { Appelant } from '../../../subgraphs/kit/appelant.js';
import { CallerRules } from '../../../subgraphs/kit/caller-rules.js';
import { RowAccess } from '../../../subgraphs/kit/row-access.js';
import { column, rowRules } from '../../../subgraphs/kit/row-rules.js';

class Dossier {
  constructor(readonly bailleur: string = '') {}
}

const alternatives = [['dossier:lecture']];
const appelant: Appelant = {
  signataire: 'ekidom',
  territoire: { patrimoine: 'ekidom' },
  droits: new Map([
    ['dossier:lecture', { perimetres: ['patrimoine'], fondements: [], finalites: [] }],
  ]),
  politiques: [],
  finalites: [],
};
const rules = rowRules(Dossier, {
  patrimoine: column('bailleur', ({ territoire }) => territoire.patrimoine),
});

/** @param rowless whether the type asks for the scope alone. */
function accessTo(rowless: boolean): RowAccess {
  const types = new Map([['Dossier', { alternatives, rowless }]]);
  const table = { types, fields: new Map(), reads: new Map() };
  return new RowAccess(
    new CallerRules(appelant, table, new Map([[Dossier, rules]])),
    null,
    null,
    null,
  );
}

it('takes a row that its type let through for one of its own only where the type looks at rows', async () => {
  const foreign = new Dossier('sem-hpc');
  const demand = { alternatives, rowless: false };
  for (const rowless of [true, false]) {
    const access = accessTo(rowless);
    expect(await access.meets(foreign, demand)).toBe(false);
    access.markSelected(foreign);
    // Selected by the same demand, the database has answered already.
    expect(await access.meets(foreign, demand)).toBe(!rowless);
  }
});
