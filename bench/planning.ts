/**
 * What the first sending of an operation costs: planning and compiling it, over a supergraph of a
 * thousand fields in eight subgraphs. Nothing is fetched. Prints a Markdown table, and the longest time
 * for which the event loop stood still.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { composeServices } from '@apollo/composition';
import { Command } from 'commander';
import { parse } from 'graphql';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { Engine } from '../gateway/engine/engine.js';
import { defaultPlanningLimits } from '../gateway/engine/planning/planning-service.js';
import { defaultSubgraphLimits } from '../gateway/engine/fetching/subgraph-client.js';

const subgraphs = 8;
const types = 25;
/** Of each type in each subgraph. */
const fields = 5;
const repetitions = 40;

/** Every type is an entity that each subgraph knows and adds fields to; some lead to others. */
function sdlOf(subgraph: number): string {
  const entities = Array.from({ length: types }, (_, type) => {
    const own = Array.from({ length: fields - 1 }, (_, field) => `s${subgraph}f${field}: String`);
    const next = `s${subgraph}next: T${(type * 7 + subgraph) % types}`;
    return `type T${type} @key(fields: "id") { id: ID! ${own.join(' ')} ${next} }`;
  });
  const roots = subgraph === 0 ? `type Query { ${rootFields()} }` : '';
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    ${roots} ${entities.join('\n')}`;
}

function rootFields(): string {
  return Array.from({ length: types }, (_, type) => `t${type}: [T${type}]`).join(' ');
}

/** Fields of several subgraphs, and `depth` steps from entity to entity. */
function selection(width: number, depth: number, seed: number): string {
  const leaves = Array.from(
    { length: width },
    (_, i) => `s${(seed + i) % subgraphs}f${i % (fields - 1)}`,
  );
  const below =
    depth === 0
      ? ''
      : `s${seed % subgraphs}next { ${selection(width, depth - 1, seed + 1)} }
         s${(seed + 3) % subgraphs}next { ${selection(width, depth - 1, seed + 2)} }`;
  return `id ${[...new Set(leaves)].join(' ')} ${below}`;
}

const operations = {
  small: (n: number) => `{ t${n % types} { ${selection(2, 0, n)} } }`,
  medium: (n: number) => `{ t${n % types} { ${selection(4, 2, n)} } }`,
  large: (n: number) =>
    `{ ${[0, 1, 2].map((i) => `t${(n + i) % types} { ${selection(6, 3, n + i)} }`).join(' ')} }`,
};

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

async function measure(): Promise<void> {
  const services = Array.from({ length: subgraphs }, (_, index) => ({
    name: `s${index}`,
    url: `http://127.0.0.1:9/s${index}`,
    typeDefs: parse(sdlOf(index)),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) {
    throw new CommandFailure(errors.map(({ message }) => message));
  }
  const loading = performance.now();
  const engine = await Engine.load({
    supergraph: parse(supergraphSdl),
    rules: { types: new Map(), fields: new Map(), reads: new Map() },
    access: { abstractTypes: 'strict', rejectUnauthorized: false, dryRun: false },
    authorizationErrors: 'errors',
    urls: new Map(),
    subgraphLimits: defaultSubgraphLimits,
    planning: { limits: defaultPlanningLimits },
    onPlanned: () => undefined,
    engine: 'passerelle',
  });
  console.log(
    `${subgraphs} subgraphs, ${types} types, ${types * subgraphs * fields} fields; loaded in ${Math.round(performance.now() - loading)} ms.\n`,
  );
  console.log('| operation | fetches | p50 ms | p99 ms | longest ms | longest stall ms |');
  console.log('|---|---|---|---|---|---|');
  const rights = { authenticated: true, scopes: new Set<string>(), policies: new Set<string>() };
  for (const [name, write] of Object.entries(operations)) {
    const times: number[] = [];
    let fetches = 0;
    const stalls = monitorEventLoopDelay({ resolution: 1 });
    stalls.enable();
    for (let n = 0; n < repetitions; n += 1) {
      const document = parse(write(n));
      const started = performance.now();
      const prepared = engine.prepare(document, null);
      const variant = await engine.decide(prepared, rights, {}, null);
      fetches = Math.max(fetches, variant.fetches?.plan?.fetches.length ?? 0);
      times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    stalls.disable();
    const sorted = times.toSorted((a, b) => a - b);
    const cells = [quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.at(-1) ?? 0];
    console.log(
      `| ${[name, fetches, ...cells.map((value) => value.toFixed(1)), (stalls.max / 1e6).toFixed(1)].join(' | ')} |`,
    );
  }
  await engine.close();
}

const program = new Command('bench:planning')
  .description('Measures what the first sending of an operation costs.')
  .action(measure);
await runProgram(program, process.argv.slice(2));
