import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

type Index = readonly [name: string, columns: readonly string[]];

/** By key after what is filtered: what is asked of other tables for one row after the other is near each other. */
const indexes: readonly Index[] = [
  [
    'incident_type_gravite_cle_idx',
    ['type', 'gravite', 'id', 'communeCode', 'bailleurId', 'quartierCode'],
  ],
  [
    'incident_victime_cle_idx',
    ['victimeQualite', 'id', 'communeCode', 'bailleurId', 'quartierCode'],
  ],
];
const replaced: readonly Index[] = [
  [
    'incident_type_lieux_idx',
    ['type', 'gravite', 'communeCode', 'bailleurId', 'quartierCode', 'id'],
  ],
  [
    'incident_victime_lieux_idx',
    ['victimeQualite', 'communeCode', 'bailleurId', 'quartierCode', 'id'],
  ],
];

async function put(
  queryRunner: QueryRunner,
  made: readonly Index[],
  dropped: readonly Index[],
): Promise<void> {
  for (const [name, columns] of made) {
    await queryRunner.createIndex('incident', new TableIndex({ name, columnNames: [...columns] }));
  }
  for (const [name] of dropped) await queryRunner.dropIndex('incident', name);
}

/** For counts under a filter by those who are found by rows of other tables. */
export class IndexInOrderOfKeys1795783000000 implements MigrationInterface {
  readonly name = 'IndexInOrderOfKeys1795783000000';

  up(queryRunner: QueryRunner): Promise<void> {
    return put(queryRunner, indexes, replaced);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return put(queryRunner, replaced, indexes);
  }
}
