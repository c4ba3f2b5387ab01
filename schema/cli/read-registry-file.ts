import { readFile } from 'node:fs/promises';
import { CommandFailure } from './command-line.js';
import { parseRegistry, type DocumentRegistry } from '../documents/document-registry.js';

/** @throws CommandFailure when the file cannot be read, or holds no registry. */
export async function readRegistryFile(path: string): Promise<DocumentRegistry> {
  const registry = await readRegistryIfThere(path);
  if (registry === null) throw new CommandFailure([`${path}: cannot be read (ENOENT)`]);
  return registry;
}

/** null: there is no such file. @throws CommandFailure when it is there and holds no registry. */
export async function readRegistryIfThere(path: string): Promise<DocumentRegistry | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new CommandFailure([`${path}: cannot be read (${code})`]);
  }
  const parsed = parseRegistry(text);
  if ('faults' in parsed)
    throw new CommandFailure(parsed.faults.map((fault) => `${path}: ${fault}`));
  return parsed.registry;
}
