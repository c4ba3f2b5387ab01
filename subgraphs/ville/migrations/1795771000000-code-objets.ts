import type { MigrationInterface, QueryRunner } from 'typeorm';

const texts = [
  ['BILAN', 'Bilan semestriel'],
  ['POINTS_DE_VIGILANCE', 'Points de vigilance'],
  ['PLAN_D_ACTIONS', 'Plan d’actions'],
  ['TRAVAUX', 'Travaux à venir'],
] as const;
/** Of which no text is known: what a way back leaves as it is. */
const others = ['PROBLEMATIQUES', 'SITUATIONS', 'THEME', 'AUTRE'];

/** What a meeting is about becomes a box to tick. Whatever else was written there is dropped. */
export class CodeObjets1795771000000 implements MigrationInterface {
  readonly name = 'CodeObjets1795771000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const cases = [
      ...texts.map(([code, text]) => `WHEN '${text}' THEN '${code}'`),
      ...others.map((code) => `WHEN '${code}' THEN '${code}'`),
    ];
    await queryRunner.query(
      `UPDATE reunion SET objet = CASE objet ${cases.join(' ')} ELSE 'AUTRE' END`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const cases = texts.map(([code, text]) => `WHEN '${code}' THEN '${text}'`);
    await queryRunner.query(
      `UPDATE reunion SET objet = CASE objet ${cases.join(' ')} ELSE objet END`,
    );
  }
}
