import { buildSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { buildSchema, createResolversMap } from 'type-graphql';
import { readAccess, type AccessTable } from './access-table.js';
import type { SubgraphContext } from './context.js';
import { guardSchema, readableOrNull } from './guard.js';
import { tablesOf, type Reference, type Subgraph } from './subgraph.js';

const links = parse(/* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: [
        "@key"
        "@shareable"
        "@external"
        "@requires"
        "@provides"
        "@authenticated"
        "@requiresScopes"
        "@composeDirective"
      ]
    )
    @link(url: "https://passerelle.example/readsField/v1.0", import: ["@readsField"])
    @link(url: "https://passerelle.example/rowRuled/v1.0", import: ["@rowRuled"])
    @composeDirective(name: "@readsField")
    @composeDirective(name: "@rowRuled")

  directive @readsField(
    coordinate: String!
  ) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

  directive @rowRuled(owner: String!) repeatable on OBJECT
`);

/** An executable subgraph schema with its row guards, and its text for composition. */
export interface SubgraphSchema {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
  readonly access: AccessTable;
}

/** Needs no database: `--print-schema` and composition call this alone. */
export async function buildSubgraph<S>(declared: Subgraph<S>): Promise<SubgraphSchema> {
  const typed = await buildSchema({
    resolvers: declared.resolvers as unknown as [new () => object],
    // No root field may reach another owner's type that fields are added to.
    orphanedTypes: declared.entities
      .filter(({ kind }) => kind === 'foreign')
      .map(({ type }) => type),
    skipCheck: true,
    validate: { forbidUnknownValues: false },
  });
  const access = readAccess(typed);
  const typeDefs = document(typed, declared, access);
  const resolvers = createResolversMap(typed) as Record<string, Record<string, unknown>>;
  for (const { type, reference } of declared.entities) {
    if (!reference) continue;
    resolvers[type.name] = {
      ...resolvers[type.name],
      __resolveReference: guarded(type.name, reference),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  guardSchema(schema, access, new Set(tablesOf(declared.entities).map(({ name }) => name)));
  return { schema, sdl: `${print(typeDefs)}\n`, access };
}

/** A representation is not a permission: what a reference finds is judged like any row. */
function guarded<S>(typeName: string, reference: Reference<S>) {
  return async (representation: Record<string, unknown>, context: SubgraphContext<S>) =>
    readableOrNull(await reference(representation, context), null, typeName, context);
}

/**
 * The schema as text, with what type-graphql cannot write: the guards of orders, which stand on enum
 * values, and the types whose rows are ruled here, which nobody is left to remember.
 */
function document<S>(
  typed: GraphQLSchema,
  { name: owner, entities }: Subgraph<S>,
  access: AccessTable,
): DocumentNode {
  const orders = new Map(
    entities.flatMap(({ list }) => (list ? [[list.sorts.name, list.sorts.sorts] as const] : [])),
  );
  const ruled = new Set(
    entities.filter((entity) => isRowRuled(entity, access)).map(({ type }) => type.name),
  );
  const marked = visit(getDocumentNodeFromSchema(typed), {
    EnumTypeDefinition: (node) => {
      const sorts = orders.get(node.name.value);
      if (!sorts) return undefined;
      return {
        ...node,
        values: node.values?.map((value) => ({
          ...value,
          directives: (sorts[value.name.value]?.reads ?? []).map((coordinate) =>
            directive('readsField', 'coordinate', coordinate),
          ),
        })),
      };
    },
    ObjectTypeDefinition: (node) =>
      ruled.has(node.name.value)
        ? {
            ...node,
            directives: [...(node.directives ?? []), directive('rowRuled', 'owner', owner)],
          }
        : undefined,
    // The federation library writes the schema definition itself.
    SchemaDefinition: () => null,
  });
  return { kind: Kind.DOCUMENT, definitions: [...links.definitions, ...marked.definitions] };
}

/** Whether others can refer to rows of which some callers must not learn that they exist. */
function isRowRuled(
  { type, rules, reference }: Subgraph<never>['entities'][number],
  access: AccessTable,
): boolean {
  const portee = access.types.get(type.name);
  return (
    rules !== null &&
    reference !== null &&
    portee !== undefined &&
    portee.alternatives !== null &&
    !portee.rowless
  );
}

function directive(name: string, argument: string, value: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: argument },
        value: { kind: Kind.STRING, value },
      },
    ],
  };
}
