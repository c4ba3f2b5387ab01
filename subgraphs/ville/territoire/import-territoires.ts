import type { DataSource } from 'typeorm';
import { Commune, type ZoneCompetence } from './commune.js';
import { Epci, type NatureEpci } from './epci.js';
import { Quartier, QuartierCommune } from './quartier.js';
import reference from '../../../schema/reference/territoires.json' with { type: 'json' };

/**
 * Brings the official territories (schema/reference/territoires.json, real codes) into the database. Runs at every
 * start: a new edition of the file reaches a database that already has the old one.
 */
export async function importTerritoires(dataSource: DataSource): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.upsert(
      Epci,
      reference.epci.map(({ nature, ...epci }) => ({ ...epci, nature: nature as NatureEpci })),
      ['siren'],
    );
    await manager.upsert(
      Commune,
      reference.communes.map(({ epci, zoneCompetence, ...commune }) => ({
        ...commune,
        epciSiren: epci,
        zoneCompetence: zoneCompetence as ZoneCompetence | null,
      })),
      ['codeInsee'],
    );
    await manager.upsert(
      Quartier,
      reference.quartiers.map(({ codeQpv, nom }) => ({ codeQpv, nom })),
      ['codeQpv'],
    );
    const links = reference.quartiers.flatMap(({ codeQpv, communes }) =>
      communes.map((codeInsee) => ({ codeQpv, codeInsee })),
    );
    await manager.deleteAll(QuartierCommune);
    await manager.insert(QuartierCommune, links);
  });
}
