import type { DataSource } from 'typeorm';
import { formOf, recordsOf, type CsvForm, type CsvRecord } from './csv-file.js';
import { NotCsv } from './not-csv.js';
import { Faults } from './faults.js';
import type { FileImport, Importer, Line } from './file-import.js';
import { LinesOf, type Values } from './lines-of.js';
import { forgetLeftovers } from '../kit/import-leftovers.js';
import { BaseChanged, hashOf, Stage } from './stage.js';
import { inTransaction, TableWriter, type Written } from './table-writer.js';

/** A statement takes 32,766 values on SQLite. */
const linesAtOnce = 1_000;

export interface Progress {
  /** After each batch. */
  (state: { readonly lines: number; readonly share: number }): void;
}

export interface Imported {
  readonly faults: Faults;
  readonly lines: number;
  readonly seconds: number;
  readonly written: Written;
  readonly more: readonly string[];
  readonly form: CsvForm;
  /** How many lines had been read when it was cut; 0: it began. */
  readonly resumedAt: number;
}

interface Asked {
  readonly path: string;
  readonly bailleur: string;
  readonly today: string;
  /** Reads and checks everything, and keeps nothing. */
  readonly dryRun: boolean;
  /** Keeps aside what was read, so that the same file goes on where it was cut. */
  readonly resumable: boolean;
  readonly progress: Progress;
}

/** Takes one file in: all of it, or nothing where it has one fault. @throws NotCsv for an empty file. */
export async function runImport(
  dataSource: DataSource,
  declared: FileImport,
  { path, bailleur, today, dryRun, resumable, progress }: Asked,
): Promise<Imported> {
  const form = await formOf(path);
  const faults = new Faults();
  const runner = dataSource.createQueryRunner();
  const writer = new TableWriter(runner);
  const importer = declared.begin({ writer, faults, bailleur, today });
  const began = performance.now();
  const stage =
    resumable && !dryRun
      ? await Stage.open(runner, [declared.about, bailleur, await hashOf(path)])
      : null;
  let lines = 0;
  let read = 0;
  let more: readonly string[] = [];
  const all = async (
    take: (taken: readonly Line<Values>[], known: boolean, lines: number) => Promise<void>,
  ): Promise<boolean> => {
    const records = recordsOf(path, form, (count) => (read += count));
    const file = new LinesOf(declared, importer, faults);
    let batchesLeft = stage?.batches ?? 0;
    let taking: Promise<void> = Promise.resolve();
    try {
      for await (const batch of batches(records)) {
        const taken = file.read(batch);
        // The next lines are read while the database writes these.
        await taking;
        if (taken === null) return false;
        lines += taken.length;
        const known = batchesLeft-- > 0;
        taking = take(
          taken.filter((line) => line !== undefined),
          known,
          lines,
        );
        taking.catch(() => undefined);
        progress({ lines, share: read / form.bytes });
      }
    } catch (error) {
      if (!(error instanceof NotCsv)) throw error;
      faults.add(error.line, '', error.message);
    }
    await taking;
    return true;
  };
  try {
    await forgetLeftovers(runner, new Date());
    if (stage) {
      await readIntoStage(stage, writer, importer, faults, all);
    }
    await inTransaction(runner, async () => {
      if (stage === null) {
        if (!(await all((taken) => importer.take(taken)))) return 'undo';
      } else if (faults.count === 0) {
        await stage.apply(writer);
      }
      more = await importer.end();
      if (dryRun || faults.count > 0) return 'undo';
      await stage?.forget();
      return 'keep';
    });
    if (stage && faults.count > 0) await stage.forget();
  } catch (error) {
    // What was read is of no use any more.
    if (error instanceof BaseChanged) await stage?.forget();
    throw error;
  } finally {
    await runner.release();
  }
  const seconds = (performance.now() - began) / 1_000;
  const resumedAt = stage?.resumedAt ?? 0;
  return { faults, lines, seconds, written: writer.written, more, form, resumedAt };
}

/** Batch by batch, each kept once it is read; from the first fault on everything is read and nothing kept. */
async function readIntoStage(
  stage: Stage,
  writer: TableWriter,
  importer: Importer<Values>,
  faults: Faults,
  all: (
    take: (taken: readonly Line<Values>[], known: boolean, lines: number) => Promise<void>,
  ) => Promise<boolean>,
): Promise<void> {
  writer.into(stage);
  Object.assign(writer.written, stage.written);
  await all(async (taken, known, lines) => {
    if (known) importer.again?.(taken);
    else {
      await stage.batch(lines, writer.written, async () => {
        await importer.take(taken);
        return faults.count === 0;
      });
    }
  });
  writer.into(null);
}

async function* batches(records: AsyncIterable<CsvRecord>): AsyncGenerator<readonly CsvRecord[]> {
  let batch: CsvRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < linesAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
