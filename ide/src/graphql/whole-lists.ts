import {
  Kind,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  visit,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
} from 'graphql';

/** A list at the root of a question, and the question for a page of it alone. */
export interface ListPages {
  /** Its response key in the answer. */
  readonly key: string;
  /** Takes the variables of the question, and `passerelleApres`: the cursor a page starts after. */
  readonly query: string;
}

export interface PageOfList {
  readonly rows: readonly unknown[];
  /** Where the next page starts; null after the last. */
  readonly next: string | null;
}

const cursorVariable = 'passerelleApres';
const pageKey = 'passerellePage';
/** What the partners give at most. */
const pageLength = 100;
/** Rows that a page of the browser still sorts, groups and draws: bench:desk -- --table tells how fast. */
export const mostRows = 100_000;

/** The lists of an answer that may go on beyond what was received. */
export function unfinishedLists(
  query: string,
  operationName: string | null,
  data: Readonly<Record<string, unknown>>,
): readonly ListPages[] {
  const chosen = chosenOperation(query, operationName);
  if (chosen?.operation.operation !== OperationTypeNode.QUERY) return [];
  return chosen.operation.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    const key = selection.alias?.value ?? selection.name.value;
    const part = rowsPart(data[key]);
    if (!part || isWhole(data[key] as Connection, part)) return [];
    return [{ key, query: pageQuery(chosen, selection) }];
  });
}

/** The rows of one page, as the question of `ListPages` was answered; null: it could not be read. */
export function readPage(
  data: Readonly<Record<string, unknown>> | null,
  key: string,
): PageOfList | null {
  const connection = data?.[key];
  const part = rowsPart(connection);
  if (!part) return null;
  const { [part]: rows, [pageKey]: page } = connection as Connection & {
    [pageKey]?: { hasNextPage?: unknown; endCursor?: unknown };
  };
  const { hasNextPage, endCursor } = page ?? {};
  return {
    rows: rows as unknown[],
    next: hasNextPage === true && typeof endCursor === 'string' ? endCursor : null,
  };
}

/** The answer with the rows read of one list in place of those first received. */
export function withRows(
  data: Readonly<Record<string, unknown>>,
  key: string,
  rows: readonly unknown[],
  complete: boolean,
): Readonly<Record<string, unknown>> {
  const connection = data[key] as Connection;
  const part = rowsPart(connection) ?? 'nodes';
  const page = { hasNextPage: !complete, hasPreviousPage: false };
  return { ...data, [key]: { ...connection, [part]: rows, pageInfo: page } };
}

/** Elements of a list in all, as the answer counted them; null where it does not say. */
export function totalOf(data: Readonly<Record<string, unknown>>, key: string): number | null {
  const total = (data[key] as Connection | null | undefined)?.totalCount;
  return typeof total === 'number' ? total : null;
}

interface Connection {
  readonly nodes?: unknown;
  readonly edges?: unknown;
  readonly totalCount?: unknown;
  readonly pageInfo?: { readonly hasNextPage?: unknown };
}

function rowsPart(value: unknown): 'nodes' | 'edges' | null {
  if (typeof value !== 'object' || value === null) return null;
  const { nodes, edges } = value as Connection;
  return Array.isArray(nodes) ? 'nodes' : Array.isArray(edges) ? 'edges' : null;
}

function isWhole(connection: Connection, part: 'nodes' | 'edges'): boolean {
  const received = (connection[part] as unknown[]).length;
  if (typeof connection.totalCount === 'number') return received >= connection.totalCount;
  return connection.pageInfo?.hasNextPage === false;
}

interface Chosen {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

function chosenOperation(query: string, operationName: string | null): Chosen | null {
  const separated = separateOperations(parse(query));
  const document = separated[operationName ?? ''] ?? Object.values(separated)[0];
  const operation = document?.definitions.find(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return document && operation ? { document, operation } : null;
}

/** The operation with this field alone, from a cursor on, and with what leads to the next page. */
function pageQuery({ document, operation }: Chosen, field: FieldNode): string {
  const kept = (field.arguments ?? []).filter(
    ({ name }) => !['first', 'after'].includes(name.value),
  );
  const paged: FieldNode = {
    ...field,
    arguments: [...kept, ...argumentsOf(`first: ${pageLength}, after: $${cursorVariable}`)],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        ...(field.selectionSet?.selections ?? []),
        ...fieldsOf(`${pageKey}: pageInfo { hasNextPage endCursor }`),
      ],
    },
  };
  const alone: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [paged] },
  };
  const used = new Set<string>();
  const [narrowed] = Object.values(
    separateOperations({
      ...document,
      definitions: document.definitions.map((definition) =>
        definition === operation ? alone : definition,
      ),
    }),
  );
  if (!narrowed) throw new Error('An operation is always left.');
  visit(narrowed, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return print(
    visit(narrowed, {
      OperationDefinition: (node) => ({
        ...node,
        variableDefinitions: [
          ...(node.variableDefinitions ?? []).filter(({ variable }) =>
            used.has(variable.name.value),
          ),
          ...variablesOf(`$${cursorVariable}: String`),
        ],
      }),
    }),
  );
}

function firstOperation(text: string): OperationDefinitionNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  return definition;
}

const fieldsOf = (text: string) => firstOperation(`{ ${text} }`).selectionSet.selections;
const variablesOf = (text: string) =>
  firstOperation(`query (${text}) { x }`).variableDefinitions ?? [];

function argumentsOf(text: string): readonly NonNullable<FieldNode['arguments']>[number][] {
  const [field] = fieldsOf(`x(${text})`);
  return field?.kind === Kind.FIELD ? (field.arguments ?? []) : [];
}
