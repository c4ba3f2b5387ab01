import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Table, type QueryRunner } from 'typeorm';
import { forgetImport, progressTable, waitingTable } from '../kit/import-leftovers.js';
import { portableColumns } from '../kit/migration-columns.js';
import {
  inTransaction,
  type Change,
  type Sink,
  type TableWriter,
  type Written,
} from './table-writer.js';

/** What was read no longer fits what is in the base. */
export class BaseChanged extends Error {
  override readonly name = 'BaseChanged';
}

interface Insert {
  readonly columns: readonly string[];
  readonly cells: readonly unknown[];
}

/**
 * What a file will write, kept beside the tables until all of it is read: nobody reads it there, and
 * an import that is cut goes on after the last batch that it kept. Everything goes into the tables in
 * one transaction.
 */
export class Stage implements Sink {
  /** How many batches are kept. */
  batches = 0;
  resumedAt = 0;
  written: Written = { created: 0, changed: 0, same: 0 };
  private order = 0;

  private constructor(
    private readonly runner: QueryRunner,
    private readonly id: string,
  ) {}

  /** @param of what makes two imports the same one. */
  static async open(runner: QueryRunner, of: readonly string[]): Promise<Stage> {
    await createTables(runner);
    const id = createHash('sha256').update(JSON.stringify(of)).digest('base64url');
    const stage = new Stage(runner, id);
    const [known] = (await runner.query(
      `SELECT lots, lignes, rang, ecrit FROM ${progressTable} WHERE id = ?`,
      [id],
    )) as { lots: number; lignes: number; rang: number; ecrit: string }[];
    if (known) {
      stage.batches = known.lots;
      stage.resumedAt = known.lignes;
      stage.order = known.rang;
      stage.written = JSON.parse(known.ecrit) as Written;
    } else {
      await runner.query(
        `INSERT INTO ${progressTable} (id, lots, lignes, rang, ecrit, depuis) VALUES (?, 0, 0, 0, ?, ?)`,
        [id, JSON.stringify(stage.written), new Date().toISOString()],
      );
    }
    return stage;
  }

  /** Keeps what `take` writes, if it says so. @param lines how many have been read with these. */
  async batch(lines: number, written: Written, take: () => Promise<boolean>): Promise<void> {
    await inTransaction(this.runner, async () => {
      if (!(await take())) return 'undo';
      this.batches += 1;
      await this.runner.query(
        `UPDATE ${progressTable} SET lots = ?, lignes = ?, rang = ?, ecrit = ? WHERE id = ?`,
        [this.batches, lines, this.order, JSON.stringify(written), this.id],
      );
      return 'keep';
    });
  }

  insert(table: string, columns: readonly string[], cells: readonly unknown[]): Promise<void> {
    // JSON would give it back as a text.
    if (cells.some((cell) => cell instanceof Date))
      throw new Error(`${table}: a moment is not kept`);
    return this.keep('N', table, { columns, cells } satisfies Insert);
  }

  change(table: string, changes: readonly Change[]): Promise<void> {
    return this.keep('M', table, changes);
  }

  /** Writes all of it, in the transaction that is open. @throws BaseChanged */
  async apply(writer: TableWriter): Promise<void> {
    for (let order = 1; order <= this.order; order += 1) {
      const [kept] = (await this.runner.query(
        `SELECT genre, tableau, contenu FROM ${waitingTable} WHERE reprise = ? AND rang = ?`,
        [this.id, order],
      )) as { genre: string; tableau: string; contenu: string | object }[];
      if (!kept) throw new BaseChanged();
      const { contenu } = kept;
      const content: unknown = typeof contenu === 'string' ? JSON.parse(contenu) : contenu;
      const { columns, cells } = content as Insert;
      const done =
        kept.genre === 'N'
          ? await writer.insertKept(kept.tableau, columns, cells)
          : await writer.changeKept(kept.tableau, content as readonly Change[]);
      if (!done) throw new BaseChanged();
    }
  }

  async forget(): Promise<void> {
    await forgetImport(this.runner, this.id);
  }

  private async keep(kind: 'N' | 'M', table: string, content: unknown): Promise<void> {
    this.order += 1;
    await this.runner.query(
      `INSERT INTO ${waitingTable} (reprise, rang, genre, tableau, contenu) VALUES (?, ?, ?, ?, ?)`,
      [this.id, this.order, kind, table, JSON.stringify(content)],
    );
  }
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('base64url');
}

async function createTables(runner: QueryRunner): Promise<void> {
  const { varchar, int, json, text } = portableColumns(runner);
  await runner.createTable(
    new Table({
      name: progressTable,
      columns: [
        varchar('id', 43, { isPrimary: true }),
        int('lots'),
        int('lignes'),
        int('rang'),
        text('ecrit'),
        varchar('depuis', 24),
      ],
    }),
    true,
  );
  await runner.createTable(
    new Table({
      name: waitingTable,
      columns: [
        varchar('reprise', 43, { isPrimary: true }),
        int('rang', { isPrimary: true }),
        varchar('genre', 1),
        varchar('tableau', 64),
        json('contenu'),
      ],
    }),
    true,
  );
}
