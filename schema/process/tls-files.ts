import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';

/** Nothing older is spoken on any line, in either direction. */
export const leastTls = 'TLSv1.2';

/** Files in PEM. */
export interface TlsPaths {
  /** The authorities believed, and no others; not given: those of this system. */
  readonly ca?: string;
  /** Our own certificate, with its intermediates, and its key: both or neither. */
  readonly cert?: string;
  readonly key?: string;
}

/** What they hold. */
export type Pems = TlsPaths;

/** Each fault a line that names its file, and never what a key holds. */
export class TlsFaults extends Error {
  override readonly name = 'TlsFaults';
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** What became of files that changed. */
export interface TlsReading {
  readonly files: readonly string[];
  /** None: they are in force for new connections. Otherwise the last good ones stay. */
  readonly faults: readonly string[];
}

/** How often files are looked at, and how long they must have rested, in milliseconds. */
const every = 500;
const rest = 150;

/**
 * Certificates and keys as they are now. The files are read again from time to time and compared by
 * what they hold; what is faulty changes nothing, and is told once.
 */
export class TlsFiles {
  private readonly stopped = new AbortController();

  private constructor(
    private readonly paths: TlsPaths,
    private pems: Pems,
  ) {}

  /** @throws TlsFaults */
  static open(paths: TlsPaths): TlsFiles {
    const read = judged(paths, readAtOnce(paths));
    if (read.faults.length > 0) throw new TlsFaults(read.faults);
    return new TlsFiles(paths, read.pems);
  }

  /** The last good ones. Another object once they are others. */
  get current(): Pems {
    return this.pems;
  }

  /** From now on; what changed since they were read is seen as well. */
  follow(onReading: (reading: TlsReading) => void): void {
    void this.watch(onReading).catch((error: unknown) => {
      if (!this.stopped.signal.aborted) throw error;
    });
  }

  stop(): void {
    this.stopped.abort();
  }

  private async watch(onReading: (reading: TlsReading) => void): Promise<void> {
    const { signal } = this.stopped;
    const files = Object.values(this.paths) as string[];
    let last = printOf(this.pems);
    for (;;) {
      await delay(every, undefined, { ref: false, signal });
      const first = await this.read();
      if (printOf(first) === last) continue;
      // A certificate and its key change together, and a file is often written in several parts.
      await delay(rest, undefined, { ref: false, signal });
      const read = await this.read();
      const print = printOf(read);
      if (print !== printOf(first) || print === last) continue;
      last = print;
      const { pems, faults } = judged(this.paths, read);
      if (faults.length === 0) this.pems = pems;
      onReading({ files, faults });
    }
  }

  private async read(): Promise<Read> {
    const all: Writable = {};
    for (const kind of kinds) {
      const path = this.paths[kind];
      if (path !== undefined) all[kind] = await readFile(path, 'utf8').catch(unreadable);
    }
    return all;
  }
}

type Kind = keyof TlsPaths;
/** Of each file its text, or why it cannot be read. */
type Writable = Partial<Record<Kind, string | { readonly unreadable: string }>>;
type Read = Readonly<Writable>;

const kinds: readonly Kind[] = ['ca', 'cert', 'key'];

function readAtOnce(paths: TlsPaths): Read {
  const all: Writable = {};
  for (const kind of kinds) {
    const path = paths[kind];
    if (path === undefined) continue;
    try {
      all[kind] = readFileSync(path, 'utf8');
    } catch (error) {
      all[kind] = unreadable(error);
    }
  }
  return all;
}

function unreadable(error: unknown): { readonly unreadable: string } {
  return { unreadable: (error as NodeJS.ErrnoException).code ?? 'error' };
}

function printOf(read: Read): string {
  return JSON.stringify(kinds.map((kind) => read[kind] ?? null));
}

function judged(
  paths: TlsPaths,
  read: Read,
): { readonly pems: Pems; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const pems: Partial<Record<Kind, string>> = {};
  for (const kind of kinds) {
    const text = read[kind];
    if (text === undefined) continue;
    const fault =
      typeof text === 'string' ? faultOf(kind, text) : `cannot be read (${text.unreadable})`;
    if (fault !== null) faults.push(`${paths[kind] ?? ''}: ${fault}`);
    else pems[kind] = text as string;
  }
  const { cert, key } = pems;
  if (cert !== undefined && key !== undefined) {
    const fits = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    if (!fits) faults.push(`${paths.cert ?? ''}: is not for the key in ${paths.key ?? ''}`);
  }
  if (faults.length === 0) {
    try {
      createSecureContext({ ...pems, minVersion: leastTls });
    } catch (error) {
      const { code = 'error' } = error as NodeJS.ErrnoException;
      faults.push(`${Object.values(paths).join(', ')}: cannot be used (${code})`);
    }
  }
  return { pems, faults };
}

const certificate = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** OpenSSL passes over what it cannot read: an authority that is none would go unseen. */
function faultOf(kind: Kind, text: string): string | null {
  if (kind === 'key') {
    try {
      createPrivateKey(text);
      return null;
    } catch {
      return 'holds no private key in PEM, without a passphrase';
    }
  }
  const blocks = text.match(certificate) ?? [];
  const begun = text.match(/-----BEGIN /g) ?? [];
  if (blocks.length === 0) return 'holds no certificate in PEM';
  if (kind === 'ca' && begun.length !== blocks.length) return 'holds more than certificates in PEM';
  try {
    for (const block of blocks) new X509Certificate(block);
    return null;
  } catch {
    return 'holds a certificate that cannot be read';
  }
}
