import { readFile } from 'node:fs/promises';
import { CommandFailure } from './command-line.js';
import { readSupergraph, type ReadSupergraph } from '../compose/compose-supergraph.js';

/** @throws CommandFailure when the file cannot be read, or holds none. */
export async function readSupergraphFile(file: string): Promise<ReadSupergraph> {
  try {
    return readSupergraph(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandFailure([`${file}: no readable supergraph: ${(error as Error).message}`]);
  }
}
