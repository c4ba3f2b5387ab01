import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { foreignKey, portableColumns } from '../../kit/migration-columns.js';

/** Who sits in working groups, and the situations on their agendas (CSI L132-5). */
export class AddSituations1795760200000 implements MigrationInterface {
  readonly name = 'AddSituations1795760200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date, int, datetime, json } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await queryRunner.createTable(
      new Table({
        name: 'mandat_groupe',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('instanceId', 36),
          varchar('signataireId', 60),
          varchar('correspondantId', 36),
          varchar('compte', 200),
          date('debut'),
          date('fin', nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          {
            name: 'mandat_groupe_personne_idx',
            columnNames: ['instanceId', 'signataireId', 'compte'],
          },
          { name: 'mandat_groupe_signataire_idx', columnNames: ['signataireId'] },
          { name: 'mandat_groupe_correspondant_idx', columnNames: ['correspondantId'] },
          { name: 'mandat_groupe_debut_idx', columnNames: ['debut'] },
          { name: 'mandat_groupe_statut_idx', columnNames: ['statut'] },
        ],
        foreignKeys: [
          foreignKey('mandat_groupe_instance_fk', 'instanceId', 'instance', 'id'),
          foreignKey('mandat_groupe_correspondant_fk', 'correspondantId', 'correspondant', 'id'),
        ],
      }),
    );
    await queryRunner.createTable(
      new Table({
        name: 'situation_suivie',
        columns: [
          varchar('id', 36, { isPrimary: true }),
          varchar('instanceId', 36),
          json('motifs'),
          varchar('orientation', 20, nullable),
          date('dateInscription'),
          date('dateExamen', nullable),
          date('prochainExamen', nullable),
          date('conservationJusque'),
          varchar('personneNom', 80, nullable),
          varchar('personnePrenom', 80, nullable),
          date('personneDateNaissance', nullable),
          varchar('personneAdresse', 200, nullable),
          varchar('statut', 20),
          int('version', { default: 1 }),
          datetime('statutDepuis', nullable),
        ],
        indices: [
          { name: 'situation_instance_idx', columnNames: ['instanceId'] },
          { name: 'situation_date_inscription_idx', columnNames: ['dateInscription'] },
          { name: 'situation_conservation_idx', columnNames: ['conservationJusque'] },
          { name: 'situation_statut_idx', columnNames: ['statut'] },
        ],
        foreignKeys: [foreignKey('situation_instance_fk', 'instanceId', 'instance', 'id')],
      }),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('situation_suivie');
    await queryRunner.dropTable('mandat_groupe');
  }
}
