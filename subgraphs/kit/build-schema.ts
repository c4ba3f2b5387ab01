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
import { irrevocableActs } from './acts/workflow.js';
import { mergeDirectives } from './merge-directives.js';
import { tablesOf, type Reference, type Subgraph } from './subgraph.js';
import { validateInput } from './validate-input.js';

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
    @link(url: "https://passerelle.example/irrevocable/v1.0", import: ["@irrevocable"])
    @link(url: "https://passerelle.example/cacheControl/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@readsField")
    @composeDirective(name: "@rowRuled")
    @composeDirective(name: "@irrevocable")
    @composeDirective(name: "@cacheControl")

  directive @readsField(
    coordinate: String!
  ) repeatable on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

  directive @rowRuled(owner: String!) repeatable on OBJECT

  directive @irrevocable on FIELD_DEFINITION

  directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION
`);

/** For a subgraph that several may operate. */
const mergeLinks = parse(/* GraphQL */ `
  extend schema
    @link(url: "https://passerelle.example/merged/v1.0", import: ["@merged"])
    @link(url: "https://passerelle.example/sorted/v1.0", import: ["@sorted"])
    @composeDirective(name: "@merged")
    @composeDirective(name: "@sorted")

  directive @merged(
    owner: String!
    as: String!
    size: Int
    by: String
    of: String
    at: String
  ) repeatable on FIELD_DEFINITION

  directive @sorted(order: String!) on ENUM_VALUE
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
    validateFn: validateInput,
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
 * values, the types whose rows are ruled here and the acts that cannot be undone, which nobody is left
 * to remember.
 */
function document<S>(
  typed: GraphQLSchema,
  declared: Subgraph<S>,
  access: AccessTable,
): DocumentNode {
  const { name: owner, entities, partitioned = false, workflows = [] } = declared;
  const merged = mergeDirectives(typed, declared);
  const orders = new Map(
    entities.flatMap(({ list }) => (list ? [[list.sorts.name, list.sorts.sorts] as const] : [])),
  );
  const ruled = new Set(
    entities.filter((entity) => isRowRuled(entity, access)).map(({ type }) => type.name),
  );
  const irrevocable = new Set(workflows.flatMap(irrevocableActs));
  const marked = visit(getDocumentNodeFromSchema(typed), {
    EnumTypeDefinition: (node) => {
      const sorts = orders.get(node.name.value);
      if (!sorts) return undefined;
      return {
        ...node,
        values: node.values?.map((value) => ({
          ...value,
          directives: [
            ...(sorts[value.name.value]?.reads ?? []).map((coordinate) =>
              directive('readsField', 'coordinate', coordinate),
            ),
            ...(partitioned
              ? [directive('sorted', 'order', sorts[value.name.value]?.order ?? '')]
              : []),
          ],
        })),
      };
    },
    ObjectTypeDefinition: (node) => ({
      ...node,
      directives: [
        ...(node.directives ?? []),
        ...(ruled.has(node.name.value) ? [directive('rowRuled', 'owner', owner)] : []),
      ],
      fields: (node.fields ?? []).map((field) => {
        const rule = merged.get(`${node.name.value}.${field.name.value}`);
        const isIrrevocable = node.name.value === 'Mutation' && irrevocable.has(field.name.value);
        return {
          ...field,
          directives: [
            ...(field.directives ?? []),
            ...(rule ? [rule] : []),
            ...(isIrrevocable ? [directive('irrevocable')] : []),
          ],
        };
      }),
    }),
    // The federation library writes the schema definition itself.
    SchemaDefinition: () => null,
  });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      ...links.definitions,
      ...(partitioned ? mergeLinks.definitions : []),
      ...marked.definitions,
    ],
  };
}

/**
 * Whether others can refer to rows of which some callers must not learn that they exist. What all
 * operators have alike is nobody's secret: its rules say who may act on it.
 */
function isRowRuled(
  { type, rules, reference, alike }: Subgraph<never>['entities'][number],
  access: AccessTable,
): boolean {
  const portee = access.types.get(type.name);
  return (
    rules !== null &&
    reference !== null &&
    !alike &&
    portee !== undefined &&
    portee.alternatives !== null &&
    !portee.rowless
  );
}

function directive(name: string, argument?: string, value = ''): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments:
      argument === undefined
        ? []
        : [
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: argument },
              value: { kind: Kind.STRING, value },
            },
          ],
  };
}
