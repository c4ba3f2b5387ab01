import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, portableColumns } from '../../kit/migration-columns.js';

/** A dwelling's two numbers, the photograph of a constat, the day of an opinion on a study. */
export class AddDomainFields1795781000000 implements MigrationInterface {
  readonly name = 'AddDomainFields1795781000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { varchar, date } = portableColumns(queryRunner);
    const nullable = { isNullable: true };
    await addColumns(queryRunner, 'logement', [
      varchar('idRpls', 36, nullable),
      varchar('idInterne', 40, nullable),
    ]);
    await addColumns(queryRunner, 'constat', [varchar('photo', 64, nullable)]);
    await addColumns(queryRunner, 'etude_surete', [date('dateAvis', nullable)]);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropColumns(queryRunner, 'etude_surete', ['dateAvis']);
    await dropColumns(queryRunner, 'constat', ['photo']);
    await dropColumns(queryRunner, 'logement', ['idRpls', 'idInterne']);
  }
}
