import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/** The file of one of several workers beside `path`: `journal.jsonl` → `journal.2.jsonl`. */
export function fileOfWorker(path: string, worker: number): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.${worker}${extension}`;
}

/**
 * The files of a journal: `path` itself, where it is there or nothing else is, and those of workers.
 * By the name of their chain, which is the worker's number.
 */
export function filesOfJournal(path: string): ReadonlyMap<string, string> {
  const extension = extname(path);
  const stem = basename(path, extension);
  const folder = dirname(path);
  const numbers = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.startsWith(`${stem}.`) && name.endsWith(extension))
    .map((name) => name.slice(stem.length + 1, name.length - extension.length))
    .filter((number) => /^[1-9]\d*$/.test(number))
    .sort((left, right) => Number(left) - Number(right));
  const own = existsSync(path) || numbers.length === 0 ? [['', path] as const] : [];
  return new Map([
    ...own,
    ...numbers.map(
      (number) => [number, join(folder, fileOfWorker(basename(path), Number(number)))] as const,
    ),
  ]);
}
