import { hash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, write } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { PasserelleError } from '../errors.js';

const append = promisify(write);

/** Where events go. A record is a promise: resolved once it is written. */
export interface Journal {
  /**
   * @param event a JSON object with at least one member, on one line.
   * @param awaited whether somebody waits for it; the others may wait a moment for company.
   * @throws PasserelleError `JOURNAL_UNAVAILABLE` when it could not be written.
   */
  record(event: string, awaited: boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * Appends events to a file as JSON lines. Each line carries the hash of the one before, so that a
 * line changed or taken away shows. Events that wait together are written together: one write call
 * for a whole batch, at once where data waits for it, else within a few milliseconds. The data is handed to the operating system before `record` resolves; it is not
 * synced to the disk at each batch, so a power cut may lose the last moments, a crash may not.
 */
export function openFileJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const previous = lastHash(path);
  return new FileJournal(openSync(path, 'a', 0o600), previous);
}

/** Milliseconds. */
const unawaitedDelay = 5;

interface Waiting {
  readonly event: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

class FileJournal implements Journal {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly file: number,
    private previous: string,
  ) {}

  record(event: string, awaited: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ event, resolve, reject });
      if (this.writing) return;
      if (awaited) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), unawaitedDelay);
    });
  }

  async close(): Promise<void> {
    while (this.writing || this.waiting.length > 0) {
      this.flush();
      await this.writing;
    }
    closeSync(this.file);
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing ??= this.drain();
  }

  private async drain(): Promise<void> {
    // One turn of the loop: whatever arrives together is written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      let text = '';
      let previous = this.previous;
      for (const { event } of batch) {
        const line = `${event.slice(0, -1)},"precedent":"${previous}"}`;
        previous = hashOf(line);
        text += `${line}\n`;
      }
      try {
        await writeAll(this.file, Buffer.from(text));
        this.previous = previous;
        for (const { resolve } of batch) resolve();
      } catch (cause) {
        const failure = new PasserelleError(
          'JOURNAL_UNAVAILABLE',
          "Le journal des accès n'est pas disponible : aucune donnée protégée n'est servie sans lui.",
          503,
          { cause },
        );
        for (const { reject } of batch) reject(failure);
      }
    }
    this.writing = null;
  }
}

async function writeAll(file: number, bytes: Buffer): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    const { bytesWritten } = await append(file, bytes, offset);
    offset += bytesWritten;
  }
}

function hashOf(line: string): string {
  return hash('sha256', line, 'base64url');
}

/** The chain goes on where the file ends. */
function lastHash(path: string): string {
  if (!existsSync(path)) return '';
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, 1_000_000);
    const tail = Buffer.alloc(length);
    readSync(file, tail, 0, length, size - length);
    const line = tail.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    return line === '' ? '' : hashOf(line);
  } finally {
    closeSync(file);
  }
}
