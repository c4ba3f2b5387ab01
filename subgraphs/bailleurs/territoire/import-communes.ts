import type { DataSource } from 'typeorm';
import territoires from '../../../schema/reference/territoires.json' with { type: 'json' };
import { Commune } from './commune.js';

const zones: Readonly<Record<string, string>> = { PN: 'police', GN: 'gendarmerie' };

/** Brings EPCI and force of each commune into the database; runs at every start. */
export async function importCommunes(dataSource: DataSource): Promise<void> {
  await dataSource.getRepository(Commune).upsert(
    territoires.communes.map(({ codeInsee, epci, zoneCompetence }) => ({
      codeInsee,
      epciSiren: epci,
      zone: zones[zoneCompetence ?? ''] ?? null,
    })),
    ['codeInsee'],
  );
}
