import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { writeConfiguration } from '../../demo/configuration.js';
import { fillDatabases } from '../../demo/data/fill-databases.js';
import { inventBlocks } from '../../demo/data/invent.js';
import { allReady, Processes } from '../../demo/processes.js';
import { partners, type Partner } from '../../demo/databases.js';
import { address, programs } from '../../demo/programs.js';
import { readSettings, type DemoSettings } from '../../demo/settings.js';
import { loadConvention, printFaults } from '../../schema/convention/load-convention.js';
import { freePort, stop } from '../pinned-process.js';
import { untilReady } from '../load.js';
import { stockSubgraphs } from './stock-resolvers.js';

const startTimeoutMs = 120_000;

export type Databases = Readonly<Record<Partner, string>>;

/** Invented data in three empty databases, for both stacks. @returns the id of an incident. */
export async function fill(databases: Databases, scale: number): Promise<string> {
  const loaded = await loadConvention('schema/convention.yaml');
  if (!('convention' in loaded)) {
    throw new Error(printFaults('schema/convention.yaml', loaded.faults).join('\n'));
  }
  const signataires = [...loaded.convention.signataires.keys()];
  const today = new Date().toISOString().slice(0, 10);
  await fillDatabases((partner) => databases[partner], inventBlocks(signataires, scale, today));
  const [first] = inventBlocks(signataires, scale, today);
  return first?.incidents[0]?.id ?? '';
}

/** The demonstration's processes, on these databases. */
export class RealStack {
  private constructor(
    readonly settings: DemoSettings,
    private readonly processes: Processes,
  ) {}

  static async start(base: number, folder: string, databases: Databases): Promise<RealStack> {
    const settings = readSettings({ DEMO_PORT_BASE: String(base), DEMO_FOLDER: folder });
    await writeConfiguration(settings);
    const processes = new Processes(({ name, how, lastLines }) => {
      process.stderr.write(`${name}: ${how}\n${lastLines.join('\n')}\n`);
    });
    const all = programs(settings).map((program) => {
      const partner = partners.find((name) => name === program.name);
      return {
        ...program,
        env: {
          ...program.env,
          ...(partner && { DATABASE_URL: databases[partner] }),
          // Four signatories ask for all of the load.
          ...(program.name === 'passerelle' && { BUDGET: '0' }),
        },
      };
    });
    for (const program of all) processes.start(program);
    await allReady(all, startTimeoutMs, new AbortController().signal);
    return new RealStack(settings, processes);
  }

  get url(): string {
    return `${address(this.settings.ports, 'gateway')}/graphql`;
  }

  /** Statements that the subgraphs sent to their databases until now. */
  async statements(): Promise<number> {
    const { ports } = this.settings;
    const texts = await Promise.all(
      partners.map(async (name) => (await fetch(`${address(ports, name)}/metrics`)).text()),
    );
    return texts
      .flatMap((text) => [
        ...text.matchAll(/^subgraph_statement_duration_seconds_count(?:\{[^}]*\})? (\d+)$/gm),
      ])
      .reduce((sum, [, count]) => sum + Number(count), 0);
  }

  stop(): Promise<void> {
    return this.processes.stop();
  }
}

/** Apollo's gateway and four subgraphs as anybody would write them, on the same databases. */
export class StockStack {
  private constructor(
    readonly url: string,
    private readonly children: readonly ChildProcess[],
    private readonly folder: string,
  ) {}

  static async start(databases: Databases): Promise<StockStack> {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-stock-'));
    const children: ChildProcess[] = [];
    const start = (script: string, ...args: string[]): ChildProcess => {
      const child = spawn(process.execPath, [compiled(script), ...args], {
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      children.push(child);
      return child;
    };
    try {
      const services = await Promise.all(
        Object.keys(stockSubgraphs).map(async (name) => {
          const port = await freePort();
          const database = partners.find((partner) => partner === name);
          const sdl = execFileSync(
            process.execPath,
            [compiled('end-to-end/stock-subgraph.js'), name, '--print'],
            { encoding: 'utf8' },
          );
          const child = start(
            'end-to-end/stock-subgraph.js',
            name,
            String(port),
            ...(database ? [databases[database]] : []),
          );
          await untilReady(port, child);
          return { name, url: `http://127.0.0.1:${port}/graphql`, typeDefs: parse(sdl) };
        }),
      );
      const { supergraphSdl, errors } = composeServices(services);
      if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
      const supergraph = join(folder, 'supergraph.graphql');
      writeFileSync(supergraph, supergraphSdl);
      const port = await freePort();
      await untilReady(port, start('stock.js', String(port), supergraph));
      return new StockStack(`http://127.0.0.1:${port}/graphql`, children, folder);
    } catch (error) {
      await Promise.all(children.map(stop));
      throw error;
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map(stop));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Of the bench's compiled tree. */
function compiled(path: string): string {
  return join(import.meta.dirname, '..', path);
}
