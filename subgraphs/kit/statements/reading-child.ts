/** Reads one SQLite file for its parent, one statement at a time. It may be killed at any moment. */
import { constants, setPriority } from 'node:os';
import process from 'node:process';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { addSharedFunctions } from '../sqlite-functions.js';
import type { ReadingAnswer, ReadingQuestion } from './reading-processes.js';

const mostStatements = 200;
// Look-ups are answered by the parent: what lists take of the processor is what it leaves.
setPriority(constants.priority.PRIORITY_LOW);
const database = new DatabaseSync(process.argv[2] ?? '', { readOnly: true, timeout: 5_000 });
addSharedFunctions(database);
// Pages that the system has in memory are read without a call for each.
database.exec('PRAGMA mmap_size = 4294967296');
const statements = new Map<string, StatementSync>();

// Those who stop the subgraph signal its whole group; it ends this process itself.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', ({ sql, parameters }: ReadingQuestion) => {
  process.send?.(read(sql, parameters));
});

function read(sql: string, parameters: ReadingQuestion['parameters']): ReadingAnswer {
  try {
    return { rows: statementOf(sql).all(...parameters) };
  } catch (error) {
    const { code = 'error', errcode } = error as { code?: string; errcode?: number };
    return { fault: errcode === undefined ? code : `${code} ${errcode}` };
  }
}

function statementOf(sql: string): StatementSync {
  const known = statements.get(sql);
  if (known) return known;
  if (statements.size >= mostStatements) statements.clear();
  const statement = database.prepare(sql);
  statements.set(sql, statement);
  return statement;
}
