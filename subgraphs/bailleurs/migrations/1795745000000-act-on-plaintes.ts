import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';
import {
  addColumns,
  dropColumns,
  portableColumns,
  resizeVarchar,
} from '../../kit/migration-columns.js';

/** The state was one of four before; which is which now. */
const states = { TRANSMISE: 'EN_COURS', AVIS_RECU: 'AVIS_NOTIFIE' } as const;

/** What the acts of W2 write on a complaint. */
export class ActOnPlaintes1795745000000 implements MigrationInterface {
  readonly name = 'ActOnPlaintes1795745000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await resizeVarchar(queryRunner, 'plainte', 'etat', 20);
    for (const [before, now] of Object.entries(states)) await rename(queryRunner, before, now);
    await addColumns(queryRunner, 'plainte', stateColumns(queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const names = stateColumns(queryRunner).map(({ name }) => name);
    await dropColumns(queryRunner, 'plainte', names.toReversed());
    for (const later of ['JUGEMENT_DEFINITIF', 'APPEL']) {
      await rename(queryRunner, later, states.AVIS_RECU);
    }
    for (const [before, now] of Object.entries(states)) await rename(queryRunner, now, before);
    await resizeVarchar(queryRunner, 'plainte', 'etat', 10);
  }
}

async function rename(queryRunner: QueryRunner, from: string, to: string): Promise<void> {
  await queryRunner.query(`UPDATE plainte SET etat = '${to}' WHERE etat = '${from}'`);
}

function stateColumns(queryRunner: QueryRunner): TableColumnOptions[] {
  const { int, datetime } = portableColumns(queryRunner);
  return [int('version', { default: 1 }), datetime('statutDepuis', { isNullable: true })];
}
