import type { DataSource } from 'typeorm';
import { startingAlone } from '../../kit/migrate.js';
import { bringUpToDate } from '../../kit/reference-rows.js';
import { Commune, type ZoneCompetence } from './commune.js';
import { Epci, type NatureEpci } from './epci.js';
import { Quartier, QuartierCommune } from './quartier.js';
import reference from '../../../schema/reference/territoires.json' with { type: 'json' };

/**
 * Brings the official territories (schema/reference/territoires.json, real codes) into the database. Runs at every
 * start: a new edition of the file reaches a database that already has the old one.
 */
export async function importTerritoires(dataSource: DataSource): Promise<void> {
  const epci = reference.epci.map(({ nature, ...named }) => ({
    ...named,
    nature: nature as NatureEpci,
  }));
  const communes = reference.communes.map(({ epci: epciSiren, zoneCompetence, ...commune }) => ({
    ...commune,
    epciSiren,
    zoneCompetence: zoneCompetence as ZoneCompetence | null,
  }));
  const quartiers = reference.quartiers.map(({ codeQpv, nom }) => ({ codeQpv, nom }));
  const links = reference.quartiers.flatMap(({ codeQpv, communes: ofQuartier }) =>
    ofQuartier.map((codeInsee) => ({ codeQpv, codeInsee })),
  );
  await bringUpToDate(dataSource, Epci, epci, ['siren']);
  await bringUpToDate(dataSource, Commune, communes, ['codeInsee']);
  await bringUpToDate(dataSource, Quartier, quartiers, ['codeQpv']);
  await bringUpToDate(dataSource, QuartierCommune, links, ['codeQpv', 'codeInsee']);
  await removeFormerLinks(dataSource, links);
}

/** A commune that a new edition takes out of a quartier. */
async function removeFormerLinks(
  dataSource: DataSource,
  links: readonly Pick<QuartierCommune, 'codeQpv' | 'codeInsee'>[],
): Promise<void> {
  const official = new Set(links.map(({ codeQpv, codeInsee }) => `${codeQpv} ${codeInsee}`));
  const stored = await dataSource.getRepository(QuartierCommune).find();
  const former = stored.filter(
    ({ codeQpv, codeInsee }) => !official.has(`${codeQpv} ${codeInsee}`),
  );
  if (former.length === 0) return;
  await startingAlone(dataSource, async () => {
    for (const { codeQpv, codeInsee } of former) {
      await dataSource.getRepository(QuartierCommune).delete({ codeQpv, codeInsee });
    }
  });
}
