import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  addColumns,
  dropColumns,
  foreignKey,
  portableColumns,
} from '../../kit/migration-columns.js';
import { codesByName, wholeConvention } from '../instance/perimetre-instance.js';

/**
 * What members ask for and decide, and as what they sit. What an instance is about becomes the code of
 * a place; whatever else was written there is dropped.
 */
export class AddInstanceWork1795776000000 implements MigrationInterface {
  readonly name = 'AddInstanceWork1795776000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await addColumns(queryRunner, 'instance_membre', [
      varchar('qualite', 20, { default: "'MEMBRE'" }),
    ]);
    await addColumns(queryRunner, 'reunion', [varchar('theme', 30, nullable)]);
    await queryRunner.createTable(
      new Table({
        name: 'demande_reunion',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('instanceId', 36),
          varchar('demandeurId', 60),
          varchar('theme', 30),
          date('date'),
          varchar('reunionId', 36, nullable),
        ],
        indices: [{ name: 'demande_reunion_instance_idx', columnNames: ['instanceId'] }],
        foreignKeys: [
          foreignKey('demande_reunion_instance_fk', 'instanceId', 'instance', 'id'),
          foreignKey('demande_reunion_reunion_fk', 'reunionId', 'reunion', 'id'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'decision_instance',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('instanceId', 36),
          varchar('reunionId', 36),
          date('date'),
          varchar('nature', 30),
          varchar('piloteId', 60),
          date('echeance', nullable),
        ],
        indices: [{ name: 'decision_instance_instance_idx', columnNames: ['instanceId'] }],
        foreignKeys: [
          foreignKey('decision_instance_instance_fk', 'instanceId', 'instance', 'id'),
          foreignKey('decision_instance_reunion_fk', 'reunionId', 'reunion', 'id'),
        ],
      }),
    );
    await codePerimetres(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, code] of codesByName) {
      await queryRunner.query('UPDATE instance SET perimetre = ? WHERE perimetre = ?', [
        name,
        code,
      ]);
    }
    await queryRunner.dropTable('decision_instance');
    await queryRunner.dropTable('demande_reunion');
    await dropColumns(queryRunner, 'reunion', ['theme']);
    await dropColumns(queryRunner, 'instance_membre', ['qualite']);
  }
}

async function codePerimetres(queryRunner: QueryRunner): Promise<void> {
  const codes = new Map(codesByName);
  const written = (await queryRunner.query('SELECT DISTINCT perimetre FROM instance')) as {
    perimetre: string;
  }[];
  for (const { perimetre } of written) {
    await queryRunner.query('UPDATE instance SET perimetre = ? WHERE perimetre = ?', [
      codes.get(perimetre) ?? wholeConvention,
      perimetre,
    ]);
  }
}
