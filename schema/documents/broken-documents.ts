import { getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import type { DocumentRegistry } from './document-registry.js';

/** Schemas against which a client's documents are held, each with how a message calls it. */
export interface HeldAgainst {
  readonly schema: GraphQLSchema;
  /** Empty: the whole schema. */
  readonly forWhom: string;
}

/**
 * What a schema makes of published documents, one line for each fault: the operation, its clients and
 * the field. A client that loses a document asks in vain.
 * @param schemasOf a client's.
 */
export function brokenDocuments(
  registry: DocumentRegistry,
  schemasOf: (client: string) => readonly HeldAgainst[],
): readonly string[] {
  return [...registry].flatMap(([id, { text, clients }]) => {
    const faults = new Map<string, string[]>();
    for (const client of clients) {
      for (const message of faultsFor(text, schemasOf(client))) {
        faults.set(message, [...(faults.get(message) ?? []), client]);
      }
    }
    const operation = `${nameOf(text)} (${id.slice(0, 'sha256:'.length + 12)})`;
    return [...faults].map(
      ([message, whose]) => `operation ${operation} of ${whose.join(', ')}: ${message}`,
    );
  });
}

/** The whole schema comes first: what it lacks is told once, not again for who may not select it. */
function faultsFor(text: string, schemas: readonly HeldAgainst[]): readonly string[] {
  for (const { schema, forWhom } of schemas) {
    const faults = faultsOf(text, schema);
    if (faults.length > 0)
      return faults.map((fault) => (forWhom ? `${fault} (${forWhom})` : fault));
  }
  return [];
}

function faultsOf(text: string, schema: GraphQLSchema): readonly string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  }
}

function nameOf(text: string): string {
  try {
    return getOperationAST(parse(text))?.name?.value ?? 'without a name';
  } catch {
    return 'without a name';
  }
}
