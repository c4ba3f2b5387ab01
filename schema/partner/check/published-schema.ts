import {
  Kind,
  parse,
  print,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import type { RuleFault } from '../../rules/access-rules.js';
import { linkedDirectives, type LinkedDirective } from '../../rules/linked-directives.js';
import { ruleOf } from '../../rules/rule.js';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** A subgraph's schema as it was published, as far as the conformance run has to know it. */
export class PublishedSchema {
  readonly document: DocumentNode;
  private readonly linked: ReadonlyMap<string, LinkedDirective>;

  /** @throws GraphQLError */
  constructor(text: string) {
    this.document = parse(text);
    this.linked = linkedDirectives(this.document);
  }

  /** The scopes that the type's rule names; null: it has no rule of scopes. */
  scopesOfType(type: string): ReadonlySet<string> | null {
    return this.scopes(
      this.objects
        .filter(({ name }) => name.value === type)
        .flatMap((node) => node.directives ?? []),
    );
  }

  /** The scopes that the field's own rule names. */
  scopesOfField(type: string, field: string): ReadonlySet<string> | null {
    return this.scopes(
      this.fieldsOf(type)
        .filter(({ name }) => name.value === field)
        .flatMap((node) => node.directives ?? []),
    );
  }

  /** Whether the field is to be selected below: `{ __typename }` then. */
  isLeaf(type: string, field: string): boolean {
    const [node] = this.fieldsOf(type).filter(({ name }) => name.value === field);
    if (!node) return true;
    let { type: of } = node;
    while (of.kind !== Kind.NAMED_TYPE) of = of.type;
    return !this.objects.some(({ name }) => name.value === of.name.value);
  }

  hasField(type: string, field: string): boolean {
    return this.fieldsOf(type).some(({ name }) => name.value === field);
  }

  /** Coordinates of fields that neither have a rule nor stand in a type that has one. */
  get unruled(): readonly string[] {
    const ruled = new Set(
      this.objects.filter((node) => this.hasRule(node.directives)).map(({ name }) => name.value),
    );
    return this.fields
      .filter(([type, { directives }]) => !ruled.has(type) && !this.hasRule(directives))
      .map(([type, { name }]) => `${type}.${name.value}`);
  }

  /** Coordinates of fields with a rule of their own that cannot be null, keys apart. */
  get rigid(): readonly string[] {
    return this.fields
      .filter(
        ([type, { name, directives, type: of }]) =>
          this.hasRule(directives) &&
          of.kind === Kind.NON_NULL_TYPE &&
          !this.keysOf(type).has(name.value),
      )
      .map(([type, { name }]) => `${type}.${name.value}`);
  }

  private get objects(): readonly ObjectNode[] {
    return this.document.definitions.filter(
      (node) =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
    );
  }

  private get fields(): readonly (readonly [string, FieldDefinitionNode])[] {
    return this.objects.flatMap(({ name, fields = [] }) =>
      fields
        .filter((field) => !isFederationsOwn(field.name.value))
        .map((field) => [name.value, field] as const),
    );
  }

  private fieldsOf(type: string): readonly FieldDefinitionNode[] {
    return this.fields.filter(([name]) => name === type).map(([, field]) => field);
  }

  private keysOf(type: string): ReadonlySet<string> {
    const keys = this.objects
      .filter(({ name }) => name.value === type)
      .flatMap(({ directives = [] }) => directives)
      .filter(({ name }) => name.value === 'key' || name.value === 'federation__key')
      .flatMap(({ arguments: given = [] }) => given.map(({ value }) => print(value)));
    return new Set(keys.flatMap((key) => key.split(/[^_0-9A-Za-z]+/)));
  }

  private hasRule(directives: readonly ConstDirectiveNode[] | undefined): boolean {
    const faults: RuleFault[] = [];
    return ruleOf(directives, this.linked, '', faults) !== null;
  }

  private scopes(directives: readonly ConstDirectiveNode[]): ReadonlySet<string> | null {
    const named = directives
      .filter(({ name }) => this.linked.get(name.value) === 'requiresScopes')
      .flatMap(({ arguments: given = [] }) => given.flatMap(({ value }) => textsIn(value)));
    return named.length > 0 ? new Set(named) : null;
  }
}

function textsIn(value: ConstValueNode): readonly string[] {
  if (value.kind === Kind.STRING) return [value.value];
  return value.kind === Kind.LIST ? value.values.flatMap(textsIn) : [];
}

function isFederationsOwn(name: string): boolean {
  return ['_service', '_entities', '_Any', '_Service', '_Entity'].includes(name);
}

/** Every statement of a schema as one line, without order and descriptions: what two must share. */
export function schemaFacts(document: DocumentNode): ReadonlySet<string> {
  const facts = new Set<string>();
  const state = (
    name: string,
    type: string,
    directives: readonly ConstDirectiveNode[] = [],
  ): void => {
    facts.add(`${name}${type}`);
    for (const directive of directives) facts.add(`${name} ${normal(directive)}`);
  };
  const input = (
    owner: string,
    { name, type, defaultValue, directives }: InputValueDefinitionNode,
  ) =>
    state(
      `${owner}${name.value}`,
      `: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ''}`,
      directives,
    );
  for (const node of document.definitions) {
    if (!('name' in node) || node.kind === Kind.DIRECTIVE_DEFINITION) {
      if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
        for (const directive of node.directives ?? []) facts.add(normal(directive));
      }
      continue;
    }
    const name = node.name.value;
    if (isFederationsOwn(name) || /^(link|federation)__|^_?FieldSet$|^(Import|Purpose)$/.test(name))
      continue;
    const kind = node.kind.replace(/TypeDefinition|TypeExtension/, '');
    state(`${kind} ${name}`, '', node.directives as readonly ConstDirectiveNode[]);
    if ('interfaces' in node) {
      for (const { name: of } of node.interfaces ?? []) facts.add(`${name} implements ${of.value}`);
    }
    if ('types' in node) for (const of of node.types ?? []) facts.add(`${name} | ${of.name.value}`);
    if ('values' in node) {
      for (const value of node.values ?? []) {
        state(`${name}.${value.name.value}`, '', value.directives);
      }
    }
    if (!('fields' in node)) continue;
    for (const field of node.fields ?? []) {
      if (isFederationsOwn(field.name.value)) continue;
      if (field.kind === Kind.INPUT_VALUE_DEFINITION) {
        input(`${name}.`, field);
        continue;
      }
      state(`${name}.${field.name.value}`, `: ${print(field.type)}`, field.directives);
      for (const argument of field.arguments ?? []) input(`${name}.${field.name.value}:`, argument);
    }
  }
  return facts;
}

/** The directive with its arguments in one order; lists of imports too. */
function normal({ name, arguments: given = [] }: ConstDirectiveNode): string {
  const texts = given.map(({ name: argument, value }) =>
    argument.value === 'import' && value.kind === Kind.LIST
      ? `import: ${value.values
          .map((item) => print(item))
          .toSorted()
          .join(' ')}`
      : `${argument.value}: ${print(value)}`,
  );
  return `@${name.value}(${texts.toSorted().join(', ')})`;
}
