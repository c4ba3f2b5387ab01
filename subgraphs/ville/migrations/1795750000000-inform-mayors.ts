import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** What a mayor proposes to the prosecutor (CPP 44-1), and what he is told (CSI L132-3). */
export class InformMayors1795750000000 implements MigrationInterface {
  readonly name = 'InformMayors1795750000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, boolean, datetime } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    const stateful = [
      varchar('statut', 20),
      int('version', { default: 1 }),
      datetime('statutDepuis', nullable),
    ];
    await queryRunner.createTable(
      new Table({
        name: 'proposition_alternative',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('communeCode', 5),
          date('dateFaits'),
          varchar('faits', 30),
          varchar('bailleurId', 60, nullable),
          varchar('mesureProposee', 30),
          varchar('reponseParquet', 20, nullable),
          date('dateReponse', nullable),
          ...stateful,
        ],
        indices: [
          { name: 'alternative_commune_idx', columnNames: ['communeCode'] },
          { name: 'alternative_date_idx', columnNames: ['dateFaits'] },
        ],
        foreignKeys: [foreignKey('alternative_commune_fk', 'communeCode', 'commune', 'codeInsee')],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'information_maire',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('communeCode', 5),
          varchar('auteurId', 60),
          varchar('nature', 20),
          date('date'),
          varchar('lieu', 80),
          boolean('signaleeParMaire'),
          date('dateLimiteSuite', nullable),
          varchar('suiteCommuniquee', 20, nullable),
          varchar('raisonClassement', 30, nullable),
          date('dateSuite', nullable),
          ...stateful,
        ],
        indices: [
          { name: 'information_commune_idx', columnNames: ['communeCode'] },
          { name: 'information_auteur_idx', columnNames: ['auteurId'] },
          { name: 'information_date_idx', columnNames: ['date'] },
        ],
        foreignKeys: [foreignKey('information_commune_fk', 'communeCode', 'commune', 'codeInsee')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('information_maire');
    await queryRunner.dropTable('proposition_alternative');
  }
}
