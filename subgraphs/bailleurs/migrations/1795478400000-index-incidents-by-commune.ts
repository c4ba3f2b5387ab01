import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** A city's list of incidents, newest month first, without sorting the commune. */
export class IndexIncidentsByCommune1795478400000 implements MigrationInterface {
  readonly name = 'IndexIncidentsByCommune1795478400000';

  up(queryRunner: QueryRunner): Promise<void> {
    return queryRunner.createIndex(
      'incident',
      new TableIndex({
        name: 'incident_commune_mois_idx',
        columnNames: ['communeCode', 'moisFaits', 'id'],
      }),
    );
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return queryRunner.dropIndex('incident', 'incident_commune_mois_idx');
  }
}
