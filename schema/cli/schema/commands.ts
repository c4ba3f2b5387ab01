import { printSchema } from 'graphql';
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
import { printSchemaChanges, schemaChanges } from '../../compose/schema-changes.js';
import { signataireSchema } from '../../visible/signataire-schema.js';
import { writeAtomically } from '../../compose/write-atomically.js';
import { requireConvention } from '../convention/commands.js';
import { printChanges } from '../../rights/print-rights.js';
import { rightsChanges } from '../../rights/rights-changes.js';
import { fieldsOf, rightsTable } from '../../rights/rights-table.js';

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

/** Composes without writing and compares with the convention. */
export async function check(
  config: string,
  conventionFile: string,
  options: ComposeOptions,
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
  const names = subgraphs.map(({ name }) => name).join(', ');
  return {
    report: `${config}: ${names} compose, every field has its rule, and ${conventionFile} agrees\n`,
    warnings: warningLines,
  };
}

/** What changes between two supergraphs: for clients, and for each signatory's rights. */
export async function diff(
  oldFile: string,
  newFile: string,
  options: DiffOptions,
): Promise<string> {
  const [old, now, convention] = await Promise.allSettled([
    readSupergraphFile(oldFile),
    readSupergraphFile(newFile),
    requireConvention(options.convention),
  ]);
  if (old.status === 'rejected' || now.status === 'rejected' || convention.status === 'rejected') {
    throw new CommandFailure([old, now, convention].flatMap(failureLines));
  }
  const rightsIn = ({ apiSchema, rules }: ReadSupergraph) =>
    rightsTable(fieldsOf(apiSchema, rules), convention.value, options.at);
  const changes = rightsChanges(
    rightsIn(old.value),
    rightsIn(now.value),
    convention.value.signataires.keys(),
  );
  return [
    '## Schema\n\n',
    printSchemaChanges(schemaChanges(old.value.apiSchema, now.value.apiSchema)),
    '\n## Droits\n\n',
    printChanges(changes),
  ].join('');
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
    return `${printSchema(signataireSchema(supergraph, convention, signataire, request))}\n`;
  }
  return options.api ? `${printSchema(supergraph.apiSchema)}\n` : supergraph.sdl;
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
