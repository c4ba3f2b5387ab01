import type { MigrationInterface, QueryRunner } from 'typeorm';
import { resizeVarchar } from '../../kit/migration-columns.js';

/** MariaDB refused HUIT_JOURS_AU_PLUS and PLUS_DE_HUIT_JOURS; SQLite never minds a length. */
export class WidenVictimeItt1795392000000 implements MigrationInterface {
  readonly name = 'WidenVictimeItt1795392000000';

  up(queryRunner: QueryRunner): Promise<void> {
    return resizeVarchar(queryRunner, 'incident', 'victimeItt', 20, { isNullable: true });
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return resizeVarchar(queryRunner, 'incident', 'victimeItt', 16, { isNullable: true });
  }
}
