import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Instance, Reunion } from '../../../subgraphs/ville/instance/instance.js';
import { ville } from '../../../subgraphs/ville/ville.js';
import { onBothDatabases } from '../../harness/both-databases.js';
import { fillVille, poitiers } from './rappels.js';

const decision = {
  autoriteHomologation: 'PROCUREUR',
  decisionHomologation: 'HOMOLOGUEE',
  dateHomologation: '2026-03-04',
};

onBothDatabases(ville, fillVille, (on) => {
  on('keep what a mayor’s file held of a decision, both ways', async ({ running }) => {
    const dataSource = running.dataSource as DataSource;
    const stored = async (table: string, id: string): Promise<object[]> => {
      const rows = await dataSource.query<object[]>(
        `SELECT ${Object.keys(decision).join(', ')} FROM ${table} WHERE id = '${id}'`,
      );
      return rows.map((row) => ({ ...row }));
    };
    const undo = (name: string) => undoUntil(dataSource, name);
    await undo('NameRegisterEntries1795744000000');
    for (const [id, decided] of [
      ['t-decidee', Object.values(decision).map((value) => `'${value}'`)],
      ['t-attendue', ['NULL', 'NULL', 'NULL']],
    ] as const) {
      await dataSource.query(
        `INSERT INTO transaction_municipale (id, communeCode, datePv, contravention, bienCommunal, dateLimiteProposition, statut, version, ${Object.keys(decision).join(', ')}) VALUES ('${id}', '${poitiers}', '2026-01-02', 'DEGRADATION', 'MOBILIER', '2026-02-02', 'EXECUTEE', 1, ${decided.join(', ')})`,
      );
    }
    await dataSource.runMigrations();
    expect(await stored('homologation_anterieure', 't-decidee')).toEqual([decision]);
    expect(await stored('homologation_anterieure', 't-attendue')).toEqual([]);
    const log = await dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map(({ query }) => query)).toEqual([]);
    await undo('NameRegisterEntries1795744000000');
    expect(await stored('transaction_municipale', 't-decidee')).toEqual([decision]);
  });

  on('code what a meeting was about, and keep no other text', async ({ running }) => {
    const dataSource = running.dataSource as DataSource;
    const meetings = dataSource.getRepository(Reunion);
    const objets = async () =>
      (await meetings.find({ order: { id: 'ASC' } })).map(({ objet }) => objet);
    // Whatever a test before it has undone.
    await dataSource.runMigrations();
    await undoUntil(dataSource, 'CodeObjets1795771000000');
    for (const [id, text] of [
      ['u1', 'Plan d’actions'],
      ['u2', 'Situation de M. Inventé'],
      ['u3', 'Bilan semestriel'],
    ]) {
      await dataSource.query(`UPDATE reunion SET objet = '${text}' WHERE id = '${id}'`);
    }
    await dataSource.query("UPDATE instance SET perimetre = 'Chez M. Inventé' WHERE id = 'i1'");
    await dataSource.query("UPDATE instance SET perimetre = 'Poitiers' WHERE id = 'i2'");
    await dataSource.runMigrations();
    const places = dataSource.getRepository(Instance);
    expect(await places.findOneByOrFail({ id: 'i1' })).toMatchObject({
      perimetreCode: 'CONVENTION',
    });
    expect(await places.findOneByOrFail({ id: 'i2' })).toMatchObject({ perimetreCode: poitiers });
    const coded = ['PLAN_D_ACTIONS', 'AUTRE', 'BILAN'];
    expect(await objets()).toEqual(coded);
    await undoUntil(dataSource, 'CodeObjets1795771000000');
    await dataSource.runMigrations();
    expect(await objets()).toEqual(coded);
  });
});

/** Whatever has been added after it, and it. */
async function undoUntil(dataSource: DataSource, name: string): Promise<void> {
  for (let undone = ''; undone !== name;) {
    const [last] = await dataSource.query<{ name: string }[]>(
      'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
    );
    if (!last) throw new Error(`${name} has not run`);
    undone = last.name;
    await dataSource.undoLastMigration();
  }
}
