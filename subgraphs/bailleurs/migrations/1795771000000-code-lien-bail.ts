import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isSqlite } from '../../kit/is-sqlite.js';

const texts = [
  ['TITULAIRE', 'Titulaire du bail'],
  ['OCCUPANT', 'Occupant'],
  ['AUCUN', 'Aucun'],
] as const;

/**
 * A box to tick for what was free text about a person. Whatever else was written there is dropped. The
 * column keeps its width: narrowing it would copy the whole table on SQLite.
 */
export class CodeLienBail1795771000000 implements MigrationInterface {
  readonly name = 'CodeLienBail1795771000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await rewrite(queryRunner, (value) =>
      mapped(
        value,
        texts.map(([code, text]) => [text, code]),
      ),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await rewrite(queryRunner, (value) => mapped(value, texts));
  }
}

/** NULL for any other value. */
function mapped(value: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  const cases = pairs.map(([from, to]) => `WHEN '${from}' THEN '${to}'`);
  return `CASE ${value} ${cases.join(' ')} END`;
}

/** In the incidents, and in what corrections kept of them. */
async function rewrite(
  queryRunner: QueryRunner,
  rewritten: (value: string) => string,
): Promise<void> {
  const column = 'auteurLienBail';
  await queryRunner.query(`UPDATE incident SET ${column} = ${rewritten(column)}`);
  const path = `'$.${column}'`;
  const kept = `JSON_EXTRACT(avant, ${path})`;
  const text = isSqlite(queryRunner.dataSource.options) ? kept : `JSON_UNQUOTE(${kept})`;
  await queryRunner.query(
    `UPDATE incident_correction SET avant = JSON_REPLACE(avant, ${path}, ${rewritten(text)})`,
  );
}
