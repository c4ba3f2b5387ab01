import { close, closeSync, fstatSync, openSync, readSync, write } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { ensureFolder } from '../../schema/process/ensure-folder.js';
import { hashOfLine } from './chain.js';
import type { LineStore } from './journal.js';

const append = promisify(write);
const closeFile = promisify(close);
/** No line is longer than this, in bytes. */
const longestLine = 1_000_000;

/**
 * Lines in a file that only this process writes. They are handed to the operating system before
 * `append` resolves, not synced to the disk each time: a power cut may lose the last moments, a crash
 * of the process may not.
 */
export function openFileStore(path: string): LineStore {
  ensureFolder(dirname(path));
  const tail = readTail(path);
  return new FileStore(openSync(path, 'a', 0o600), tail);
}

class FileStore implements LineStore {
  readonly lastHash: string;
  /** Half a line stands at the end, of a write that failed: the next must not go on in it. */
  private unfinished: boolean;

  constructor(
    private readonly file: number,
    tail: string,
  ) {
    const line = tail.trimEnd().split('\n').at(-1) ?? '';
    this.lastHash = line === '' ? '' : hashOfLine(line);
    this.unfinished = tail !== '' && !tail.endsWith('\n');
  }

  async append(lines: readonly string[]): Promise<void> {
    const bytes = Buffer.from(`${this.unfinished ? '\n' : ''}${lines.join('\n')}\n`);
    this.unfinished = true;
    for (let offset = 0; offset < bytes.length;) {
      const { bytesWritten } = await append(this.file, bytes, offset);
      offset += bytesWritten;
    }
    this.unfinished = false;
  }

  close(): Promise<void> {
    return closeFile(this.file);
  }
}

/** The end of the file, its last line whole; empty where there is no file. */
function readTail(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, longestLine);
    const tail = Buffer.alloc(length);
    readSync(file, tail, 0, length, size - length);
    return tail.toString('utf8');
  } finally {
    closeSync(file);
  }
}
