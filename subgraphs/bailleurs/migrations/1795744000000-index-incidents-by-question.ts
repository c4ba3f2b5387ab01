import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

/** What partners ask for, with the columns by which it is decided who reads a row. */
const indexes = [
  ['incident_bailleur_mois_idx', ['bailleurId', 'moisFaits', 'id']],
  ['incident_bailleur_commune_idx', ['bailleurId', 'communeCode', 'moisFaits', 'id']],
  ['incident_type_gravite_idx', ['type', 'gravite', 'communeCode', 'bailleurId', 'id']],
  ['incident_quartier_commune_idx', ['quartierCode', 'communeCode', 'bailleurId', 'id']],
  ['incident_victime_idx', ['victimeQualite', 'communeCode', 'bailleurId', 'id']],
] as const;
/** Their columns are the first ones of an index above. */
const replaced = [
  ['incident_type_idx', ['type']],
  ['incident_quartier_idx', ['quartierCode']],
] as const;

const tableIndex = ([name, columns]: readonly [string, readonly string[]]): TableIndex =>
  new TableIndex({ name, columnNames: [...columns] });

/** A list or a count reads an index to where it is answered, and no rows that it need not. */
export class IndexIncidentsByQuestion1795744000000 implements MigrationInterface {
  readonly name = 'IndexIncidentsByQuestion1795744000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of indexes) await queryRunner.createIndex('incident', tableIndex(index));
    for (const [name] of replaced) await queryRunner.dropIndex('incident', name);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const index of replaced) await queryRunner.createIndex('incident', tableIndex(index));
    for (const [name] of indexes) await queryRunner.dropIndex('incident', name);
  }
}
