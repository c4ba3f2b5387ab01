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
import type { ListingDeclaration } from './listing.js';
import type { Reference, Subgraph } from './subgraph.js';

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
    @composeDirective(name: "@readsField")

  directive @readsField(
    coordinate: String!
  ) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
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
  const typeDefs = document(
    typed,
    declared.entities.flatMap(({ list }) => list ?? []),
  );
  const resolvers = createResolversMap(typed) as Record<string, Record<string, unknown>>;
  for (const { type, reference } of declared.entities) {
    if (!reference) continue;
    resolvers[type.name] = {
      ...resolvers[type.name],
      __resolveReference: guarded(type.name, reference),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  guardSchema(schema, access);
  return { schema, sdl: `${print(typeDefs)}\n`, access };
}

/** A representation is not a permission: what a reference finds is judged like any row. */
function guarded<S>(typeName: string, reference: Reference<S>) {
  return async (representation: Record<string, unknown>, context: SubgraphContext<S>) =>
    readableOrNull(await reference(representation, context), null, typeName, context);
}

/** type-graphql cannot put directives on enum values: the orders' guards are added here. */
function document(schema: GraphQLSchema, listings: readonly ListingDeclaration[]): DocumentNode {
  const byEnum = new Map(listings.map(({ sorts }) => [sorts.name, sorts.sorts]));
  const own = getDocumentNodeFromSchema(schema);
  const marked = visit(own, {
    EnumTypeDefinition: (node) => {
      const orders = byEnum.get(node.name.value);
      if (!orders) return undefined;
      return {
        ...node,
        values: node.values?.map((value) => ({
          ...value,
          directives: (orders[value.name.value]?.reads ?? []).map(readsField),
        })),
      };
    },
    // The federation library writes the schema definition itself.
    SchemaDefinition: () => null,
  });
  return { kind: Kind.DOCUMENT, definitions: [...links.definitions, ...marked.definitions] };
}

function readsField(coordinate: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'readsField' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'coordinate' },
        value: { kind: Kind.STRING, value: coordinate },
      },
    ],
  };
}
