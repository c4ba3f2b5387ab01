import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

export class CreateJustice1763856000000 implements MigrationInterface {
  readonly name = 'CreateJustice1763856000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, int, boolean, date, json } = portableColumns(queryRunner);
    const primary = { isPrimary: true };
    const nullable = { isNullable: true };

    await queryRunner.createTable(
      new Table({
        name: 'commune',
        columns: [
          varchar('codeInsee', 5, primary),
          varchar('epciSiren', 9),
          varchar('zone', 11, nullable),
        ],
        indices: [{ name: 'commune_epci_idx', columnNames: ['epciSiren'] }],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'procedure',
        columns: [
          varchar('id', 36, primary),
          varchar('communeCode', 5),
          varchar('moisFaits', 7),
          json('infractionCodes'),
          varchar('etatPublic', 20),
          varchar('plaignantId', 60, nullable),
          varchar('serviceSaisiId', 60, nullable),
          boolean('informationMaire'),
        ],
        indices: [
          { name: 'procedure_mois_idx', columnNames: ['moisFaits', 'id'] },
          { name: 'procedure_commune_idx', columnNames: ['communeCode'] },
          { name: 'procedure_plaignant_idx', columnNames: ['plaignantId'] },
          { name: 'procedure_service_idx', columnNames: ['serviceSaisiId'] },
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'decision',
        columns: [
          varchar('procedureId', 36, primary),
          varchar('typeDecision', 30),
          varchar('motifCode', 2, nullable),
          date('dateDecision'),
          date('datePublication', nullable),
        ],
        foreignKeys: [foreignKey('decision_procedure_fk', 'procedureId', 'procedure', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'avis_notifie',
        columns: [
          varchar('procedureId', 36, primary),
          varchar('signataireId', 60, primary),
          date('dateNotification'),
        ],
        foreignKeys: [foreignKey('avis_notifie_procedure_fk', 'procedureId', 'procedure', 'id')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'avis_rappel_ordre',
        columns: [
          varchar('id', 36, primary),
          varchar('rappelOrdreId', 36),
          varchar('communeCode', 5),
          varchar('avis', 20),
          date('date'),
        ],
        indices: [{ name: 'avis_rappel_ordre_rappel_idx', columnNames: ['rappelOrdreId'] }],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'statistique_suites',
        columns: [
          varchar('id', 36, primary),
          varchar('territoire', 5),
          varchar('periode', 7),
          varchar('type', 12),
          int('compte'),
        ],
        indices: [
          { name: 'statistique_suites_periode_idx', columnNames: ['periode', 'id'] },
          { name: 'statistique_suites_territoire_idx', columnNames: ['territoire'] },
        ],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      'statistique_suites',
      'avis_rappel_ordre',
      'avis_notifie',
      'decision',
      'procedure',
      'commune',
    ]) {
      await queryRunner.dropTable(table);
    }
  }
}
