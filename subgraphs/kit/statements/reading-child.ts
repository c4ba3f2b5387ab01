/** Reads one SQLite file for its parent, one statement at a time. It may be killed at any moment. */
import { constants, setPriority } from 'node:os';
import process from 'node:process';
import type { ReadingAnswer, ReadingQuestion } from './reading-processes.js';
import { SqliteReader } from './sqlite-reader.js';

// Look-ups are answered by the parent: what lists take of the processor is what it leaves.
setPriority(constants.priority.PRIORITY_LOW);
const reader = new SqliteReader(process.argv[2] ?? '', true);

// Those who stop the subgraph signal its whole group; it ends this process itself.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', ({ sql, parameters }: ReadingQuestion) => {
  process.send?.(read(sql, parameters));
});

function read(sql: string, parameters: ReadingQuestion['parameters']): ReadingAnswer {
  try {
    return reader.read(sql, parameters);
  } catch (error) {
    const { code = 'error', errcode } = error as { code?: string; errcode?: number };
    return { fault: errcode === undefined ? code : `${code} ${errcode}` };
  }
}
