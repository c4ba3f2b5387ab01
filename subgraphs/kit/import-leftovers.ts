import type { QueryRunner } from 'typeorm';
import type { WriteQueue } from './write-queue.js';

/** How far a file that can be gone on with has come, and what of it waits to go in. */
export const progressTable = 'import_reprise';
export const waitingTable = 'import_attente';
/** What nobody went on with for so long is forgotten. */
const keptDays = 7;

/** The same, of a running subgraph: an import that was cut may be the last one for months. */
export async function clearLeftovers(writes: WriteQueue, now: Date): Promise<void> {
  await writes.run(async ({ queryRunner }) => {
    if (queryRunner) await forgetLeftovers(queryRunner, now);
  });
}

/** What imports that were cut left there, and nobody went on with. */
export async function forgetLeftovers(runner: QueryRunner, now: Date): Promise<void> {
  if (!(await runner.hasTable(progressTable))) return;
  const since = new Date(now.getTime() - keptDays * 86_400_000).toISOString();
  const left = (await runner.query(`SELECT id FROM ${progressTable} WHERE depuis < ?`, [
    since,
  ])) as { id: string }[];
  for (const { id } of left) await forgetImport(runner, id);
}

export async function forgetImport(runner: QueryRunner, id: string): Promise<void> {
  await runner.query(`DELETE FROM ${waitingTable} WHERE reprise = ?`, [id]);
  await runner.query(`DELETE FROM ${progressTable} WHERE id = ?`, [id]);
}
