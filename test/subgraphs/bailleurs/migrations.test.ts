import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { bailleurs } from '../../../subgraphs/bailleurs/bailleurs.js';
import { CorrectionIncident } from '../../../subgraphs/bailleurs/incident/correction-incident.js';
import { Incident } from '../../../subgraphs/bailleurs/incident/incident.js';
import { isSqlite } from '../../../subgraphs/kit/is-sqlite.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import { fillStock } from './stock.js';

onBothDatabases(bailleurs, fillStock, (on) => {
  on('carries rows through every migration after the first, both ways', async ({ running }) => {
    const dataSource = running.dataSource as DataSource;
    // What the old, narrower column holds too.
    await dataSource.getRepository(Incident).updateAll({ victimeItt: 'AUCUNE' });
    const read = () => dataSource.getRepository(Incident).find({ order: { id: 'ASC' } });
    const before = await read();
    expect(before).toHaveLength(5);
    // TypeORM switches them off for the way there, but on the way back only once it is too late.
    const onSqlite = isSqlite(dataSource.options);
    if (onSqlite) await dataSource.query('PRAGMA foreign_keys = OFF');
    for (let i = 1; i < bailleurs.migrations.length; i += 1) await dataSource.undoLastMigration();
    if (onSqlite) await dataSource.query('PRAGMA foreign_keys = ON');
    await dataSource.runMigrations();
    expect(await read()).toEqual(before);
    const log = await dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map(({ query }) => query)).toEqual([]);
  });

  on(
    'code what was free text about a person, and keep no other text of it',
    async ({ running }) => {
      const dataSource = running.dataSource as DataSource;
      const [first, second, third] = await dataSource
        .getRepository(Incident)
        .find({ order: { id: 'ASC' } });
      if (!first || !second || !third) throw new Error('too few incidents');
      const avant = (lien: string | null) => ({ auteurLienBail: lien, gravite: 2 });
      await undoUntil(dataSource, 'CodeLienBail1795771000000');
      for (const [{ id }, text] of [
        [first, 'Titulaire du bail'],
        [second, 'Fils de Mme Inventée'],
        [third, 'Occupant'],
      ] as const) {
        await dataSource.query(`UPDATE incident SET auteurLienBail = '${text}' WHERE id = '${id}'`);
        await dataSource.getRepository(CorrectionIncident).insert({
          id: `correction-${id}`,
          incidentId: id,
          version: 2,
          motif: 'FAITS_PRECISES',
          le: new Date('2026-05-02T08:00:00Z'),
          avant: avant(text),
        });
      }
      await dataSource.getRepository(CorrectionIncident).insert({
        id: 'correction-sans',
        incidentId: first.id,
        version: 3,
        motif: 'FAITS_PRECISES',
        le: new Date('2026-05-02T08:00:00Z'),
        avant: { gravite: 3 },
      });
      await dataSource.runMigrations();
      const stored = async (): Promise<unknown> => [
        (await dataSource.getRepository(Incident).find({ order: { id: 'ASC' }, take: 3 })).map(
          ({ auteurLienBail }) => auteurLienBail,
        ),
        (await dataSource.getRepository(CorrectionIncident).find({ order: { id: 'ASC' } })).map(
          (correction) => correction.avant,
        ),
      ];
      const coded = [
        ['TITULAIRE', null, 'OCCUPANT'],
        [avant('TITULAIRE'), avant(null), avant('OCCUPANT'), { gravite: 3 }],
      ];
      expect(await stored()).toEqual(coded);
      await undoUntil(dataSource, 'CodeLienBail1795771000000');
      await dataSource.runMigrations();
      expect(await stored()).toEqual(coded);
    },
  );
});

/** Whatever has been added after it, and it. */
async function undoUntil(dataSource: DataSource, name: string): Promise<void> {
  for (let undone = ''; undone !== name;) {
    const [last] = await dataSource.query<{ name: string }[]>(
      'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
    );
    undone = last?.name ?? name;
    await dataSource.undoLastMigration();
  }
}
