import type { Config } from '../config.js';
import { StateFaults, type LoadState } from './load-state.js';
import { listSources, readSources, SourceWatch, type Sources } from './sources.js';
import type { GatewayState } from './state.js';
import { warm } from './warm.js';

/** The engine of a version that was replaced is closed after so long, whoever still asks, in milliseconds. */
const longestStay = 60_000;

/** A file that another version of was in force before. */
export interface ChangedSource {
  readonly file: string;
  readonly version: string;
  readonly previous: string;
}

export interface LiveStateParts {
  readonly config: Config;
  readonly load: LoadState;
  /** @param previous what was in force until now. */
  readonly onInForce: (
    state: GatewayState,
    changed: readonly ChangedSource[],
    previous: GatewayState,
  ) => void;
  readonly onRefused: (faults: readonly string[], changed: readonly ChangedSource[]) => void;
}

/** The version in force, and how the next one takes its place when a file changes. */
export class LiveState {
  private watch: SourceWatch | null = null;
  private inForce: Sources;

  private constructor(
    private readonly parts: LiveStateParts,
    sources: Sources,
    private state: GatewayState,
  ) {
    this.inForce = sources;
  }

  /** @throws StateFaults when the files as they are may not come into force. */
  static async load(parts: LiveStateParts): Promise<LiveState> {
    const sources = await readSources(parts.config);
    return new LiveState(parts, sources, await parts.load(sources, true));
  }

  get current(): GatewayState {
    return this.state;
  }

  /** Each file with the version of it that is in force. */
  get versions(): readonly { readonly file: string; readonly version: string }[] {
    return listSources(this.inForce).map(({ path: file, version }) => ({ file, version }));
  }

  /** From now on; what changed since the files were read is seen as well. */
  follow(): void {
    this.watch = new SourceWatch(this.parts.config, this.inForce, (sources) =>
      this.replace(sources),
    );
  }

  async close(): Promise<void> {
    this.watch?.stop();
    await this.state.engine.close();
  }

  private async replace(sources: Sources): Promise<void> {
    const changed = changesBetween(this.inForce, sources);
    let next: GatewayState;
    try {
      next = await this.parts.load(sources, false);
    } catch (error) {
      this.parts.onRefused(error instanceof StateFaults ? error.faults : [String(error)], changed);
      return;
    }
    const previous = this.state;
    await warm(next, previous, this.parts.config.limits);
    this.state = next;
    previous.engine.retire();
    this.inForce = sources;
    this.parts.onInForce(next, changed, previous);
    // What is in flight ends under the version it began with; nobody else needs its memory.
    void previous.users.gone(longestStay).then(() => previous.engine.close());
  }
}

function changesBetween(before: Sources, after: Sources): readonly ChangedSource[] {
  const previous = new Map(listSources(before).map(({ path, version }) => [path, version]));
  return listSources(after).flatMap(({ path: file, version }) => {
    const was = previous.get(file) ?? 'none';
    return was === version ? [] : [{ file, version, previous: was }];
  });
}
