import { getOperationAST, parse } from 'graphql';
import { CommandFailure } from '../command-line.js';
import { readSupergraphFile } from '../read-supergraph-file.js';
import { signataireSchema } from '../../visible/signataire-schema.js';
import { writeAtomically } from '../../compose/write-atomically.js';
import { requireConvention } from '../convention/commands.js';
import { readRegistryFile, readRegistryIfThere } from '../read-registry-file.js';
import { printRegistry, type PublishedDocument } from '../../documents/document-registry.js';
import { readOperations, type Operation } from '../../documents/read-operations.js';

export interface PublishOptions {
  readonly client: string;
  readonly signataire: string;
  readonly registry: string;
  readonly convention: string;
  readonly supergraph: string;
  /** Where the ids go by operation name; absent: nowhere. */
  readonly manifest?: string;
  /** ISO date for which rights are asked. */
  readonly at: string;
}

/** Adds a front-end's operations to the registry; answers what to say on stdout. @throws CommandFailure */
export async function publish(files: readonly string[], options: PublishOptions): Promise<string> {
  const { client, signataire, registry: path, manifest } = options;
  const convention = await requireConvention(options.convention);
  if (!convention.signataires.has(signataire)) {
    const known = [...convention.signataires.keys()].join(', ');
    throw new CommandFailure([`"${signataire}" is no signatory: write one of ${known}`]);
  }
  const supergraph = await readSupergraphFile(options.supergraph);
  const schema = signataireSchema(supergraph, convention, signataire, {
    finalites: null,
    on: options.at,
  });
  const read = await Promise.all(files.map((file) => readOperations(file, schema)));
  const faults = read.flatMap((file) => ('faults' in file ? file.faults : []));
  if (faults.length > 0) throw new CommandFailure(faults);
  const operations = read.flatMap((file) => ('operations' in file ? file.operations : []));
  const twice = operations.filter(
    ({ name, id }) => operations.find((other) => other.name === name)?.id !== id,
  );
  if (twice.length > 0) {
    throw new CommandFailure(twice.map(({ name }) => `two different operations named ${name}`));
  }
  const registry = new Map((await readRegistryIfThere(path)) ?? []);
  const before = registry.size;
  for (const { id, text } of operations) {
    const clients = new Set([...(registry.get(id)?.clients ?? []), client]);
    registry.set(id, { text, clients: [...clients].sort() });
  }
  await writeAtomically(path, printRegistry(registry));
  if (manifest !== undefined) await writeAtomically(manifest, printManifest(operations));
  return [
    ...operations.map(({ name, id }) => `${id}  ${name}\n`),
    `${path}: ${operations.length} documents for ${client}, ${registry.size - before} of them new\n`,
  ].join('');
}

/** Takes documents back from a client. @throws CommandFailure when one was not published for it. */
export async function withdraw(
  ids: readonly string[],
  { client, registry: path }: Pick<PublishOptions, 'client' | 'registry'>,
): Promise<string> {
  const registry = new Map(await readRegistryFile(path));
  const unknown = ids.filter((id) => !registry.get(id)?.clients.includes(client));
  if (unknown.length > 0) {
    throw new CommandFailure(unknown.map((id) => `${id} is not published for ${client}`));
  }
  for (const id of ids) {
    const { text, clients } = registry.get(id) as PublishedDocument;
    const others = clients.filter((other) => other !== client);
    if (others.length > 0) registry.set(id, { text, clients: others });
    else registry.delete(id);
  }
  await writeAtomically(path, printRegistry(registry));
  return `${path}: ${ids.length} documents withdrawn from ${client}\n`;
}

/** Every document with its name and its clients. */
export async function list({ registry: path }: Pick<PublishOptions, 'registry'>): Promise<string> {
  const registry = await readRegistryFile(path);
  return [...registry]
    .map(([id, { text, clients }]) => `${id}  ${nameOf(text)}  ${clients.join(', ')}\n`)
    .join('');
}

function printManifest(operations: readonly Operation[]): string {
  const ids = Object.fromEntries(operations.map(({ name, id }) => [name, id]));
  return `${JSON.stringify(ids, null, 2)}\n`;
}

function nameOf(text: string): string {
  return getOperationAST(parse(text))?.name?.value ?? '';
}
