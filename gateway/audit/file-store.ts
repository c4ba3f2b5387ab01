import {
  close,
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  statfsSync,
  write,
} from 'node:fs';
import { promisify } from 'node:util';
import { hashOfLine } from './chain.js';
import type { LineStore } from './journal.js';

const append = promisify(write);
const closeFile = promisify(close);
/** A block of the disk. */
const probe = Buffer.alloc(4_096, ' ');
/** No line is longer than this, in bytes. */
const longestLine = 1_000_000;

/**
 * Lines in a file that only this process writes. They are handed to the operating system before
 * `append` resolves, not synced to the disk each time: a power cut may lose the last moments, a crash
 * of the process may not.
 */
export function openFileStore(path: string): LineStore {
  const tail = readTail(path);
  return new FileStore(path, openSync(path, 'a', 0o600), tail);
}

class FileStore implements LineStore {
  readonly lastHash: string;
  /** Half a line stands at the end, of a write that failed: the next must not go on in it. */
  private unfinished: boolean;

  /** The last write failed. */
  private failed = false;

  constructor(
    private readonly path: string,
    private readonly file: number,
    tail: string,
  ) {
    const line = tail.trimEnd().split('\n').at(-1) ?? '';
    this.lastHash = line === '' ? '' : hashOfLine(line);
    this.unfinished = tail !== '' && !tail.endsWith('\n');
  }

  async append(lines: readonly string[]): Promise<void> {
    await this.write(Buffer.from(`${this.unfinished ? '\n' : ''}${lines.join('\n')}\n`));
    this.unfinished = false;
  }

  async check(): Promise<void> {
    // While all goes well the file is left alone: somebody may follow its end.
    if (!this.failed && statfsSync(this.path).bavail > 0) return;
    await this.write(probe);
    this.takeBack(probe.length);
  }

  private async write(bytes: Buffer): Promise<void> {
    let written = 0;
    try {
      while (written < bytes.length) {
        written += (await append(this.file, bytes, written)).bytesWritten;
      }
      this.failed = false;
    } catch (error) {
      this.failed = true;
      if (written > 0) this.takeBack(written);
      throw error;
    }
  }

  /** The last bytes, of what a full disk took only in part. */
  private takeBack(written: number): void {
    try {
      ftruncateSync(this.file, fstatSync(this.file).size - written);
    } catch {
      // It stays as half a line, and the next begins on one of its own.
      this.unfinished = true;
    }
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
