import { readFile, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { textVersion } from '../../schema/process/text-version.js';
import type { Config } from '../config.js';

/** One of the files that a state is made of, as it was read. */
export interface Source {
  readonly path: string;
  /** null: it cannot be read. */
  readonly text: string | null;
  /** The first twelve digits of its SHA-256; where it cannot be read, why (`ENOENT`). */
  readonly version: string;
}

export interface Sources {
  readonly supergraph: Source;
  readonly convention: Source;
  /** null: none are taken. */
  readonly documents: Source | null;
  /** Where subgraphs and their operators are; null: the supergraph and the environment say it. */
  readonly deployment: Source | null;
}

export async function readSources(config: Config): Promise<Sources> {
  const [supergraph, convention, documents, deployment] = await Promise.all([
    readSource(config.supergraph),
    readSource(config.convention),
    config.trustedDocuments === null ? null : readSource(config.trustedDocuments),
    config.subgraphs === null ? null : readSource(config.subgraphs),
  ]);
  return { supergraph, convention, documents, deployment };
}

async function readSource(path: string): Promise<Source> {
  try {
    const text = await readFile(path, 'utf8');
    return { path, text, version: textVersion(text) };
  } catch (error) {
    return { path, text: null, version: (error as NodeJS.ErrnoException).code ?? 'error' };
  }
}

export function listSources(sources: Sources): readonly Source[] {
  const { supergraph, convention, documents, deployment } = sources;
  return [supergraph, convention, documents, deployment].filter((source) => source !== null);
}

function sameVersions(left: Sources, right: Sources): boolean {
  const versions = (sources: Sources): string =>
    listSources(sources)
      .map(({ version }) => version)
      .join();
  return versions(left) === versions(right);
}

/** How often files are looked at, and how long they must have rested, in milliseconds. */
const every = 500;
const rest = 150;

/**
 * Says when the files no longer hold what was read of them last. What is compared is the content, with
 * what was read: a change is seen however early it came, and a mere touch is none. Looks at the files
 * from time to time: that works on every file system, through symbolic links and when a file is
 * replaced by another, which notification does not.
 */
export class SourceWatch {
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private looked = '';

  /** @param last what was read last. @param onChange told what is there now; waited for. */
  constructor(
    private readonly config: Config,
    private last: Sources,
    private readonly onChange: (now: Sources) => Promise<void>,
  ) {
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      void this.look().finally(() => {
        this.schedule();
      });
    }, every);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const looks = await this.looks();
    if (looks === this.looked) return;
    const now = await this.readAtRest();
    if (this.stopped) return;
    this.looked = looks;
    if (sameVersions(now, this.last)) return;
    this.last = now;
    await this.onChange(now);
  }

  /** Both files often change together, and a file is often written in several parts. */
  private async readAtRest(): Promise<Sources> {
    let now = await readSources(this.config);
    for (;;) {
      if (this.stopped || sameVersions(now, this.last)) return now;
      await delay(rest, undefined, { ref: false });
      const next = await readSources(this.config);
      if (sameVersions(now, next)) return next;
      now = next;
    }
  }

  /** Changes whenever a file was written or replaced; costs less than reading it. */
  private async looks(): Promise<string> {
    const all = await Promise.all(
      listSources(this.last).map(({ path }) =>
        stat(path, { bigint: true }).then(
          ({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(),
          () => 'none',
        ),
      ),
    );
    return all.join(' ');
  }
}
