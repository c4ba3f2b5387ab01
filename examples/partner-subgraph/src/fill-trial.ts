import { openDataSource } from '@passerelle/subgraph-kit';
import { Intervention } from './intervention.js';
import { mediation } from './mediation.js';

/** The rows of trial-rows.yaml, invented, into an empty database: `npm run trial -- sqlite:PATH`. */
const dataSource = await openDataSource(process.argv[2] ?? '', mediation, console.warn);
const intervention = (id: string, bailleurId: string, communeCode: string) => ({
  id,
  bailleurId,
  communeCode,
  statut: 'OUVERTE' as const,
  version: 1,
  statutDepuis: null,
  recit: `RECIT-${id}`,
});
await dataSource
  .getRepository(Intervention)
  .insert([
    intervention('m1', 'ekidom', '86194'),
    intervention('m2', 'ekidom', '86041'),
    intervention('m3', 'habitat-vienne', '86194'),
  ]);
await dataSource.destroy();
