import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { justice } from '../../../subgraphs/justice/justice.js';
import { Decision, Procedure } from '../../../subgraphs/justice/procedure/procedure.js';
import { unmetLines } from '../../harness/kept-contract.js';

async function fill(dataSource: DataSource): Promise<void> {
  const procedure = (id: string, communeCode: string) => ({
    id,
    informationMaire: true,
    serviceSaisiId: null,
    communeCode,
    moisFaits: '2026-05',
    infractionCodes: ['degradation'],
    etatPublic: 'DECISION_NOTIFIEE' as const,
    plaignantId: 'sem-hpc',
  });
  await dataSource
    .getRepository(Procedure)
    .insert([procedure('p1', '86194'), procedure('p2', '86066')]);
  await dataSource.getRepository(Decision).insert({
    procedureId: 'p1',
    typeDecision: 'CLASSEMENT',
    motifCode: '41',
    dateDecision: '2026-06-01',
  });
}

const rows = `
sousGraphe: justice
appelants:
  parquet-poitiers:
    territoire: { departement: '86' }
    droits: { justice:procedure: [departement], justice:decision: [departement] }
  ville-poitiers:
    territoire: { commune: '86194' }
    droits: { justice:procedure: [commune] }
  ville-chatellerault:
    territoire: { commune: '86066' }
    droits: { justice:procedure: [commune] }
lignes:
  - type: Procedure
    cle: { id: p1 }
    champs: [etatPublic, decision]
    lisible: [parquet-poitiers]
    cachee: [ville-chatellerault]
questions:
  - question: '{ procedures(first: 100) { totalCount nodes { id } } }'
    lignes: procedures.nodes
    compte: procedures.totalCount
    attendu: { parquet-poitiers: [p1, p2], ville-poitiers: [p1], ville-chatellerault: [p2] }
  - question: '{ procedure(id: "p1") { id } }'
    ligne: procedure
    attendu: { ville-poitiers: [p1], ville-chatellerault: [] }
temoins: ['2026-06-01']
`;

it('keeps docs/partner-contract.md', async () => {
  expect(await unmetLines(justice, fill, rows)).toEqual([]);
});
