import { readFile } from 'node:fs/promises';
import {
  GraphQLError,
  Kind,
  parse,
  print,
  separateOperations,
  validate,
  type GraphQLSchema,
} from 'graphql';
import { isRecord } from '../is-record.js';
import { documentId } from './document-registry.js';

/** One operation of a front-end, as it will be sent. */
export interface Operation {
  readonly name: string;
  readonly text: string;
  readonly id: string;
}

type Read = { readonly operations: readonly Operation[] } | { readonly faults: readonly string[] };

/**
 * Reads a front-end's operations: a `.graphql` file, of which each operation becomes a document with
 * the fragments it uses, or graphql-codegen's `persisted-documents.json`, whose texts stay as they are.
 * @param schema what the front-end's signatory may select.
 */
export async function readOperations(file: string, schema: GraphQLSchema): Promise<Read> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    return { faults: [`${file}: cannot be read (${code})`] };
  }
  try {
    const texts = file.endsWith('.json') ? textsOfManifest(content) : textsOfDocument(content);
    if (texts.length === 0) return { faults: [`${file}: no operation in it`] };
    const read = texts.map((text) => readOperation(text, schema));
    const faults = read.flatMap((each) => ('faults' in each ? each.faults : []));
    if (faults.length > 0) return { faults: faults.map((fault) => `${file}: ${fault}`) };
    return { operations: read.flatMap((each) => ('operation' in each ? [each.operation] : [])) };
  } catch (error) {
    if (!(error instanceof GraphQLError || error instanceof ManifestFault)) throw error;
    const place = error instanceof GraphQLError ? error.locations?.[0] : undefined;
    return { faults: [`${file}${place ? `:${place.line}` : ''}: ${error.message}`] };
  }
}

class ManifestFault extends Error {}

function textsOfDocument(source: string): string[] {
  return Object.values(separateOperations(parse(source))).map((document) => print(document));
}

function textsOfManifest(json: string): string[] {
  let written: unknown;
  try {
    written = JSON.parse(json);
  } catch {
    throw new ManifestFault('no JSON');
  }
  if (!isRecord(written)) throw new ManifestFault('no object of texts by hash');
  return Object.entries(written).map(([hash, text]) => {
    if (typeof text !== 'string') throw new ManifestFault(`${hash}: no text`);
    if (documentId(text) !== `sha256:${hash.replace(/^sha256:/, '')}`) {
      throw new ManifestFault(
        `${hash}: not the SHA-256 of its text; generate with hashAlgorithm: 'sha256'`,
      );
    }
    return text;
  });
}

function readOperation(
  text: string,
  schema: GraphQLSchema,
): { readonly operation: Operation } | { readonly faults: readonly string[] } {
  const document = parse(text);
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [definition] = definitions;
  if (!definition || definitions.length > 1) {
    return { faults: ['one operation in each text, please'] };
  }
  const name = definition.name?.value;
  if (name === undefined) {
    return { faults: ['an operation without a name: the journal would not tell it from others'] };
  }
  const faults = validate(schema, document).map(({ message }) => `${name}: ${message}`);
  return faults.length > 0 ? { faults } : { operation: { name, text, id: documentId(text) } };
}
