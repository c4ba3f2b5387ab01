import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';
import type { AccessRules, Rule, RuleFault } from './access-rules.js';
import { joinedReads } from './joined-reads.js';
import {
  accessDirectives,
  argument,
  linkedDirectives,
  linksOf,
  type LinkedDirective,
} from './linked-directives.js';
import { bothRules, ruleOf, sameRule } from './rule.js';

/** What a supergraph demands, and the faults for which it must be refused. */
export interface ReadRules {
  readonly rules: AccessRules;
  readonly faults: readonly RuleFault[];
}

/** Reads the access rules of a supergraph, before they are stripped for `ApolloGateway`. */
export function readRules(supergraph: DocumentNode): ReadRules {
  const reader = new RuleReader(supergraph);
  for (const definition of supergraph.definitions) reader.read(definition);
  return reader.finish();
}

class RuleReader {
  private readonly types = new Map<string, Rule>();
  private readonly fields = new Map<string, Rule>();
  private readonly reads = new Map<string, string[]>();
  private readonly faults: RuleFault[] = [];
  /** Interface and its fields → what is written there: mostly the copy composition made. */
  private readonly onInterfaces = new Map<string, Map<string | null, Rule>>();
  private readonly implementers = new Map<string, Set<string>>();
  private readonly outputFields = new Set<string>();

  private readonly linked: ReadonlyMap<string, LinkedDirective>;
  private readonly importedByOthers: ReadonlySet<string>;

  constructor(private readonly supergraph: DocumentNode) {
    this.linked = linkedDirectives(supergraph);
    const imports = linksOf(supergraph).flatMap((link) => link.imports);
    this.importedByOthers = new Set(imports.map(({ local }) => local.slice(1)));
  }

  read(definition: DefinitionNode): void {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION: {
        const type = definition.name.value;
        this.addRule(this.types, type, definition.directives);
        for (const { name } of definition.interfaces ?? []) {
          this.implementers.set(
            name.value,
            (this.implementers.get(name.value) ?? new Set()).add(type),
          );
        }
        for (const field of definition.fields ?? []) {
          this.addRule(this.fields, `${type}.${field.name.value}`, field.directives);
          this.readArguments(type, field);
        }
        break;
      }
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION: {
        const type = definition.name.value;
        const written = this.onInterfaces.get(type) ?? new Map<string | null, Rule>();
        this.onInterfaces.set(type, written);
        const ownRule = ruleOf(definition.directives, this.linked, type, this.faults);
        if (ownRule) written.set(null, ownRule);
        for (const field of definition.fields ?? []) {
          const coordinate = `${type}.${field.name.value}`;
          const rule = ruleOf(field.directives, this.linked, coordinate, this.faults);
          if (rule) written.set(field.name.value, rule);
          this.readArguments(type, field);
        }
        break;
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_EXTENSION:
        this.addRule(this.types, definition.name.value, definition.directives);
        break;
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_EXTENSION:
        this.addRule(this.types, definition.name.value, definition.directives);
        for (const value of definition.values ?? []) {
          this.addReads(`${definition.name.value}.${value.name.value}`, value.directives);
        }
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_EXTENSION:
        for (const field of definition.fields ?? []) {
          this.addReads(`${definition.name.value}.${field.name.value}`, field.directives);
        }
        break;
      case Kind.DIRECTIVE_DEFINITION:
        this.refuseUnlinked(definition.name.value);
        break;
      default:
    }
  }

  finish(): ReadRules {
    for (const [type, written] of this.onInterfaces) this.pushDown(type, written);
    this.demandJoined();
    this.refuseUnknownReads();
    const { types, fields, reads, faults } = this;
    return { rules: { types, fields, reads }, faults };
  }

  private addRule(
    rules: Map<string, Rule>,
    coordinate: string,
    directives: readonly ConstDirectiveNode[] | undefined,
  ): void {
    const rule = ruleOf(directives, this.linked, coordinate, this.faults);
    if (rule) this.and(rules, coordinate, rule);
  }

  private and(rules: Map<string, Rule>, coordinate: string, rule: Rule): void {
    const known = rules.get(coordinate);
    rules.set(coordinate, known ? bothRules(known, rule) : rule);
  }

  private readArguments(type: string, field: FieldDefinitionNode): void {
    this.outputFields.add(`${type}.${field.name.value}`);
    for (const input of field.arguments ?? []) {
      this.addReads(`${type}.${field.name.value}(${input.name.value}:)`, input.directives);
    }
  }

  private addReads(
    coordinate: string,
    directives: readonly ConstDirectiveNode[] | undefined,
  ): void {
    for (const directive of directives ?? []) {
      if (this.linked.get(directive.name.value) !== 'readsField') continue;
      const value = argument(directive, 'coordinate');
      const read = value?.kind === Kind.STRING ? value.value.trim() : '';
      const known = this.reads.get(coordinate) ?? [];
      if (!known.includes(read)) this.reads.set(coordinate, [...known, read]);
    }
  }

  /**
   * Composition writes onto an interface the AND of what its implementers demand. What differs from
   * that is the interface's own and holds on every implementer (CVE-2025-64530).
   */
  private pushDown(type: string, written: ReadonlyMap<string | null, Rule>): void {
    const implementers = [...(this.implementers.get(type) ?? [])];
    for (const [field, rule] of written) {
      const rules = field === null ? this.types : this.fields;
      const coordinates = implementers.map((name) => (field === null ? name : `${name}.${field}`));
      const derived = coordinates
        .map((coordinate) => rules.get(coordinate) ?? null)
        .reduce((left, right) => (left && right ? bothRules(left, right) : (left ?? right)), null);
      if (sameRule(derived, rule)) continue;
      for (const coordinate of coordinates) this.and(rules, coordinate, rule);
    }
  }

  /**
   * A field demands what the values that subgraphs are given to answer it demand. Composition refuses
   * anything less since 2.12; a supergraph may come from an earlier one.
   */
  private demandJoined(): void {
    const joined = joinedReads(this.supergraph);
    const folded = new Set<string>();
    const fold = (coordinate: string): void => {
      if (folded.has(coordinate)) return;
      folded.add(coordinate);
      for (const read of joined.get(coordinate) ?? []) {
        fold(read);
        const rule = this.fields.get(read) ?? this.types.get(read);
        if (rule) this.and(this.fields, coordinate, rule);
      }
    };
    for (const coordinate of joined.keys()) fold(coordinate);
  }

  /** A directive of that name which another specification brings is another directive. */
  private refuseUnlinked(directive: string): void {
    const known = [...accessDirectives, 'readsField', 'rowRuled'].some(
      (name) => name === directive,
    );
    if (!known || this.linked.has(directive) || this.importedByOthers.has(directive)) return;
    this.faults.push({
      code: 'RULE_NOT_LINKED',
      coordinate: `@${directive}`,
      message: `@${directive} is defined but no @link says what it is: its rules would be ignored`,
    });
  }

  private refuseUnknownReads(): void {
    for (const [input, reads] of this.reads) {
      for (const coordinate of reads) {
        if (this.outputFields.has(coordinate)) continue;
        this.faults.push({
          code: 'READS_UNKNOWN_FIELD',
          coordinate: input,
          message: `${input} says it reads "${coordinate}", which is no field of an output type`,
        });
      }
    }
  }
}
