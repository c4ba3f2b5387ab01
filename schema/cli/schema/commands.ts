import { CommandFailure } from '../command-line.js';
import { agreementOf } from '../../compose/agreement.js';
import {
  composeSupergraph,
  type ComposedSupergraph,
  type ComposeOptions,
  type ReadSupergraph,
} from '../../compose/compose-supergraph.js';
import { readSubgraphs, type SubgraphDocument } from '../../compose/read-subgraphs.js';
import { readSupergraphFile } from '../read-supergraph-file.js';
import { printFault } from '../../compose/schema-fault.js';
import { printVisible } from '../../visible/print-visible.js';
import { signataireSchema } from '../../visible/signataire-schema.js';
import { writeAtomically } from '../../compose/write-atomically.js';
import { requireConvention } from '../convention/commands.js';
import { readRegistryFile, readRegistryIfThere } from '../read-registry-file.js';
import { brokenDocuments, type HeldAgainst } from '../../documents/broken-documents.js';
import type { Convention } from '../../convention/convention.js';
import { signataireInForce } from '../../convention/in-force.js';
import { schemaDiff, type SchemaDiff } from './schema-diff.js';

export interface DiffOptions {
  readonly convention: string;
  /** ISO date for which rights are compared. */
  readonly at: string;
}

export interface PrintOptions {
  readonly config: string;
  readonly convention: string;
  readonly subgraph?: string;
  readonly api?: boolean;
  readonly signataire?: string;
  readonly finalite?: readonly string[];
  readonly at: string;
}

/** Composes and writes; answers what to say on stdout. Throws `CommandFailure` with all faults. */
export async function compose(
  config: string,
  output: string,
  options: ComposeOptions,
): Promise<string> {
  const { supergraph, subgraphs } = await requireSupergraph(config, options);
  try {
    await writeAtomically(output, supergraph.sdl);
  } catch (error) {
    throw new CommandFailure([`[OUTPUT_NOT_WRITTEN] ${output}: ${(error as Error).message}`]);
  }
  return `${output}: composed of ${subgraphs.map(({ name }) => name).join(', ')}\n`;
}

/** Published documents that the schema must not break. */
export interface CheckedDocuments {
  /** The registry; absent: the usual one, where there is one. */
  readonly registry?: string;
  readonly usualRegistry: string;
  /** ISO date for which rights are asked. */
  readonly at: string;
}

/** Composes without writing and compares with the convention. */
export async function check(
  config: string,
  conventionFile: string,
  options: ComposeOptions & CheckedDocuments,
): Promise<{ readonly report: string; readonly warnings: readonly string[] }> {
  const [composed, read] = await Promise.allSettled([
    requireSupergraph(config, options),
    requireConvention(conventionFile),
  ]);
  if (composed.status === 'rejected' || read.status === 'rejected') {
    throw new CommandFailure([composed, read].flatMap(failureLines));
  }
  const { supergraph, subgraphs } = composed.value;
  const { faults, warnings } = agreementOf(supergraph.rules, read.value);
  const warningLines = warnings.map((warning) => `warning: ${printFault(warning)}`);
  if (faults.length > 0) throw new CommandFailure([...faults.map(printFault), ...warningLines]);
  const registry =
    options.registry === undefined
      ? await readRegistryIfThere(options.usualRegistry)
      : await readRegistryFile(options.registry);
  const path = options.registry ?? options.usualRegistry;
  const broken = brokenDocuments(
    registry ?? new Map(),
    schemasFor(supergraph, read.value, options.at),
  );
  if (broken.length > 0) {
    throw new CommandFailure([
      ...broken.map((line) => `[DOCUMENT_BROKEN] ${path}: ${line}`),
      ...warningLines,
    ]);
  }
  const names = subgraphs.map(({ name }) => name).join(', ');
  const documents = registry === null ? '' : `${path}: ${registry.size} documents stay valid\n`;
  return {
    report: `${config}: ${names} compose, every field has its rule, and ${conventionFile} agrees\n${documents}`,
    warnings: warningLines,
  };
}

/** What changes between two supergraphs: for each signatory's rights, and for clients. */
export async function diff(
  oldFile: string,
  newFile: string,
  options: DiffOptions,
): Promise<SchemaDiff> {
  const [old, now, convention] = await Promise.allSettled([
    readSupergraphFile(oldFile),
    readSupergraphFile(newFile),
    requireConvention(options.convention),
  ]);
  if (old.status === 'rejected' || now.status === 'rejected' || convention.status === 'rejected') {
    throw new CommandFailure([old, now, convention].flatMap(failureLines));
  }
  return schemaDiff(old.value, now.value, convention.value, options.at);
}

/** A client that the convention holds to its documents is also held to what its signatory may select. */
function schemasFor(
  supergraph: ReadSupergraph,
  convention: Convention,
  on: string,
): (client: string) => readonly HeldAgainst[] {
  const whole: HeldAgainst = { schema: supergraph.apiSchema, forWhom: '' };
  const known = new Map<string, HeldAgainst>();
  const selectableBy = (id: string): HeldAgainst => {
    const found = known.get(id) ?? {
      schema: signataireSchema(supergraph, convention, id, { finalites: null, on }),
      forWhom: `not for ${id}`,
    };
    known.set(id, found);
    return found;
  };
  return (client) => [
    whole,
    ...[...convention.signataires.values()]
      .filter((signataire) => signataire.clientsRestreints.includes(client))
      .filter((signataire) => signataireInForce(convention, signataire, on))
      .map(({ id }) => selectableBy(id)),
  ];
}

export async function print(options: PrintOptions, compose: ComposeOptions): Promise<string> {
  const { subgraph: wanted, signataire } = options;
  if (wanted !== undefined) {
    const subgraphs = await requireSubgraphs(options.config);
    const found = subgraphs.find(({ name }) => name === wanted);
    if (found) return found.sdl;
    const names = subgraphs.map(({ name }) => name).join(', ');
    throw new CommandFailure([`no subgraph "${wanted}" in ${options.config}: choose ${names}`]);
  }
  const { supergraph } = await requireSupergraph(options.config, compose);
  if (signataire !== undefined) {
    const convention = await requireConvention(options.convention);
    if (!convention.signataires.has(signataire)) {
      const ids = [...convention.signataires.keys()].join(', ');
      throw new CommandFailure([
        `no signatory "${signataire}" in ${options.convention}: choose ${ids}`,
      ]);
    }
    const request = { finalites: options.finalite ?? null, on: options.at };
    const schema = signataireSchema(supergraph, convention, signataire, request);
    return `${printVisible(schema, supergraph.irrevocable)}\n`;
  }
  return options.api
    ? `${printVisible(supergraph.apiSchema, supergraph.irrevocable)}\n`
    : supergraph.sdl;
}

async function requireSubgraphs(config: string): Promise<readonly SubgraphDocument[]> {
  const read = await readSubgraphs(config);
  if ('faults' in read) throw new CommandFailure(read.faults.map(printFault));
  return read.subgraphs;
}

async function requireSupergraph(
  config: string,
  options: ComposeOptions,
): Promise<{ supergraph: ComposedSupergraph; subgraphs: readonly SubgraphDocument[] }> {
  const subgraphs = await requireSubgraphs(config);
  const composed = composeSupergraph(subgraphs, options);
  if ('faults' in composed) throw new CommandFailure(composed.faults.map(printFault));
  return { supergraph: composed.supergraph, subgraphs };
}

function failureLines(result: PromiseSettledResult<unknown>): readonly string[] {
  if (result.status === 'fulfilled') return [];
  if (result.reason instanceof CommandFailure) return result.reason.lines;
  throw result.reason;
}
