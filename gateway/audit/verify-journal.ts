import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ChainCheck } from './chain.js';
import { storedLines } from './database-store.js';
import { filesOfJournal } from './worker-files.js';

/** One chain of the journal after a check. */
export interface CheckedChain {
  /** Its name in the database, or the worker's number; empty: the only one of a file. */
  readonly chaine: string;
  readonly check: ChainCheck;
}

/** Reads the whole journal. @throws when it cannot be read. */
export async function verifyJournal(url: string): Promise<readonly CheckedChain[]> {
  const chains = new Map<string, ChainCheck>();
  for await (const { chaine, ligne } of linesOf(url)) {
    let check = chains.get(chaine);
    if (!check) {
      check = new ChainCheck();
      chains.set(chaine, check);
    }
    check.next(ligne);
  }
  return [...chains].map(([chaine, check]) => ({ chaine, check }));
}

async function* linesOf(url: string): AsyncIterable<{ chaine: string; ligne: string }> {
  if (!url.startsWith('file:')) {
    yield* storedLines(url);
    return;
  }
  for (const [chaine, path] of filesOfJournal(url.slice('file:'.length))) {
    const input = createReadStream(path, 'utf8');
    for await (const ligne of createInterface({ input, crlfDelay: Infinity })) {
      yield { chaine, ligne };
    }
  }
}
