import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

type Index = readonly [table: string, name: string, columns: readonly string[]];

/** Each holds all that decides who reads a row, so that a count looks at no row of the table. */
const indexes: readonly Index[] = [
  [
    'incident',
    'incident_type_lieux_idx',
    ['type', 'gravite', 'communeCode', 'bailleurId', 'quartierCode', 'id'],
  ],
  [
    'incident',
    'incident_victime_lieux_idx',
    ['victimeQualite', 'communeCode', 'bailleurId', 'quartierCode', 'id'],
  ],
  ['plainte', 'plainte_parquet_incident_idx', ['parquetId', 'incidentId']],
  ['signalement', 'signalement_bailleur_date_idx', ['bailleurId', 'dateTransmission', 'id']],
  ['signalement', 'signalement_commune_date_idx', ['communeCode', 'dateTransmission', 'id']],
];
/** Their columns are the first ones of an index above. */
const replaced: readonly Index[] = [
  ['incident', 'incident_type_gravite_idx', ['type', 'gravite', 'communeCode', 'bailleurId', 'id']],
  ['incident', 'incident_victime_idx', ['victimeQualite', 'communeCode', 'bailleurId', 'id']],
  ['signalement', 'signalement_bailleur_idx', ['bailleurId']],
  ['signalement', 'signalement_commune_idx', ['communeCode']],
];

async function put(
  queryRunner: QueryRunner,
  made: readonly Index[],
  dropped: readonly Index[],
): Promise<void> {
  for (const [table, name, columns] of made) {
    await queryRunner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
  }
  for (const [table, name] of dropped) await queryRunner.dropIndex(table, name);
}

/** What is read under perimeters that join by OR, and by the parquet. */
export class IndexByReader1795760400000 implements MigrationInterface {
  readonly name = 'IndexByReader1795760400000';

  up(queryRunner: QueryRunner): Promise<void> {
    return put(queryRunner, indexes, replaced);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return put(queryRunner, replaced, indexes);
  }
}
