import {
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import type { HoldingTerritory } from '../../../schema/contract/territoire.js';
import { allOf, always, type Formula } from '../../../schema/rules/formula.js';
import type { VariableUse } from '../../../schema/rules/input-reads.js';
import type { MergedField } from '../../../schema/rules/merging.js';
import { AnnouncedFetch } from '../fetching/announced-fetch.js';
import { AnswerMask } from '../fetching/answer-mask.js';
import { askedFields } from '../planning/asked-fields.js';
import { variablesIn } from '../planning/lift-merged-fields.js';
import type { MergedSubgraph } from '../planning/partitions.js';
import type { PlannedFetch } from '../planning/planned-step.js';
import { MergedPageField } from './merged-page.js';
import { pageDefinitions, pageNode, pageVariables, type PageVariables } from './page-node.js';
import type { ServedSchema } from './served-schema.js';

/** What of a fetch is asked of an operator, or is not: a root field, a field of an entity, an entity. */
export interface Unit {
  readonly index: number;
  readonly as: MergedField['as'] | 'entity';
  /** The entity's type; null: it stands at the root. */
  readonly type: string | null;
  /** Response key; null: a whole entity. */
  readonly key: string | null;
  /** What an operator's part of the caller's rights must meet for it to have anything. */
  readonly need: Formula;
  /** What variables need beside. */
  readonly uses: readonly VariableUse[];
  /** Which operators can have something of it, where not all can. */
  readonly at: HoldingTerritory | null;
  readonly page: MergedPageField | null;
  /** Of an act that is done where it takes place: the argument that names the commune. */
  readonly place: readonly string[] | null;
  /** Of an act: the argument that names the row, and the row's type. */
  readonly held: {
    readonly by: readonly string[];
    readonly of: string;
    readonly key: string;
  } | null;
  readonly node: FieldNode | null;
}

/** What one operator is sent. */
export interface SentText {
  /** JSON text of the body up to the variables' first. */
  readonly bodyStart: string;
  readonly announced: AnnouncedFetch;
  /** The fetch's own variables that it uses. */
  readonly variables: ReadonlySet<string>;
  /** Of each page: where it begins and how long it is in this operator's list. */
  readonly pages: ReadonlyMap<Unit, PageVariables>;
  readonly mask: AnswerMask;
  /** Coordinates that are left out, since this operator does not serve them yet. */
  readonly unserved: ReadonlySet<string>;
}

/** An entity type of the fetch: what of it is merged, and what every operator would answer alike. */
interface EntityPart {
  readonly type: string;
  readonly units: readonly Unit[];
  /** Response keys of what is known without asking: the type's name, its key. */
  readonly plain: readonly FieldNode[];
}

/** A fetch for a subgraph that several operate: what each is asked, depending on what it can have. */
export class MergedFetch {
  readonly units: readonly Unit[];
  readonly entities: ReadonlyMap<string, EntityPart>;
  readonly mutation: boolean;
  private readonly operation: OperationDefinitionNode;
  private readonly texts = new Map<string, SentText>();
  /** For operators at an older version: let go of with what was learned of them. */
  private readonly trimmed = new WeakMap<ServedSchema, Map<string, SentText>>();

  constructor(
    planned: PlannedFetch,
    readonly schema: GraphQLSchema,
    private readonly subgraph: MergedSubgraph,
    /** Response keys of what other subgraphs are sent. */
    private readonly sentOn: ReadonlySet<string>,
  ) {
    const [operation] = parse(planned.operation, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
    this.operation = operation;
    this.mutation = planned.mutation;
    const units: Unit[] = [];
    const entities = new Map<string, EntityPart>();
    if (planned.requires) {
      for (const [type, fields] of entityFields(operation)) {
        entities.set(type, this.entityPart(type, fields, units));
      }
    } else {
      const root = schema.getRootType(operation.operation)?.name ?? '';
      for (const node of fieldsOf(operation.selectionSet.selections)) {
        if (node.name.value !== '__typename') units.push(this.fieldUnit(root, null, node, units));
      }
    }
    this.units = units;
    this.entities = entities;
  }

  /**
   * What is sent to who is asked for these units. The same text serves everybody.
   * @param served what the operator serves, where it is not all.
   * @param rowsAlone of pages: what is said of the whole list is known already.
   */
  textFor(
    asked: ReadonlySet<Unit>,
    served: ServedSchema | null = null,
    rowsAlone = false,
  ): SentText {
    const texts = served ? this.textsFor(served) : this.texts;
    const units = this.units.map((unit) => (asked.has(unit) ? '1' : '0')).join('');
    const key = rowsAlone ? `${units} rows` : units;
    const known = texts.get(key);
    if (known) return known;
    const text = this.write(asked, served, rowsAlone);
    texts.set(key, text);
    return text;
  }

  /** Asks whether an operator has the row that an act names. */
  holderText(held: NonNullable<Unit['held']>): SentText {
    const known = this.texts.get(`holder ${held.of}`);
    if (known) return known;
    const operation = `query($representations:[_Any!]!){_entities(representations:$representations){...on ${held.of}{${held.key}}}}`;
    const text: SentText = {
      bodyStart: `{"query":${JSON.stringify(operation)},"variables":{`,
      announced: new AnnouncedFetch(operation, this.schema),
      variables: new Set(),
      pages: new Map(),
      mask: new AnswerMask(askedFields(operation, this.schema, this.sentOn)),
      unserved: new Set(),
    };
    this.texts.set(`holder ${held.of}`, text);
    return text;
  }

  private textsFor(served: ServedSchema): Map<string, SentText> {
    const texts = this.trimmed.get(served) ?? new Map<string, SentText>();
    this.trimmed.set(served, texts);
    return texts;
  }

  private entityPart(type: string, fields: readonly FieldNode[], units: Unit[]): EntityPart {
    if (!isObjectType(this.schema.getType(type))) throw new Error(`${type} is no object type`);
    const keyField = this.subgraph.sharedTypes.get(type);
    if (keyField === undefined) {
      const apiType = this.subgraph.model.schema.getType(type);
      const unit: Unit = {
        index: units.length,
        as: 'entity',
        type,
        key: null,
        need: apiType ? this.subgraph.model.needs.ofType(apiType) : always,
        uses: [],
        at: this.subgraph.placedTypes.get(type) ?? null,
        page: null,
        place: null,
        held: null,
        node: null,
      };
      units.push(unit);
      return { type, units: [unit], plain: [] };
    }
    const own: Unit[] = [];
    const plain: FieldNode[] = [];
    for (const node of fields) {
      if (node.name.value === '__typename' || node.name.value === keyField) plain.push(node);
      else {
        const unit = this.fieldUnit(type, type, node, units);
        units.push(unit);
        own.push(unit);
      }
    }
    return { type, units: own, plain };
  }

  private fieldUnit(parent: string, type: string | null, node: FieldNode, units: Unit[]): Unit {
    const { fields, model, name } = this.subgraph;
    const coordinate = `${parent}.${node.name.value}`;
    const merged = fields.get(coordinate);
    const definition = this.definitionOf(parent, node.name.value);
    if (!merged || !definition) throw new Error(`${coordinate} has no declared meaning`);
    const apiType = model.schema.getType(parent);
    const apiField =
      apiType && isObjectType(apiType) ? apiType.getFields()[node.name.value] : undefined;
    const given = new Map((node.arguments ?? []).map((arg) => [arg.name.value, arg.value]));
    const reads = apiField
      ? model.inputReads.ofArguments(coordinate, apiField.args, given)
      : { need: always, uses: [] };
    const need =
      apiType && isCompositeType(apiType) && apiField
        ? allOf([model.needs.ofField(apiType, node.name.value), reads.need])
        : always;
    return {
      index: units.length,
      as: merged.as,
      type,
      key: node.alias?.value ?? node.name.value,
      need,
      uses: reads.uses,
      at: merged.at,
      place: merged.as === 'place' && merged.by !== null ? merged.by.split('.') : null,
      page:
        merged.as === 'page'
          ? new MergedPageField(
              `${name} ${coordinate}`,
              merged.size ?? 0,
              node,
              definition,
              this.subgraph,
            )
          : null,
      held:
        merged.as === 'holder' && merged.by !== null && merged.of !== null
          ? { by: merged.by.split('.'), of: merged.of, key: this.keyOfHeld(merged.of) }
          : null,
      node,
    };
  }

  private keyOfHeld(type: string): string {
    return this.subgraph.heldTypes.get(type) ?? 'id';
  }

  private definitionOf(parent: string, field: string): GraphQLField<unknown, unknown> | undefined {
    const type = this.schema.getType(parent);
    return isObjectType(type) ? type.getFields()[field] : undefined;
  }

  private write(
    asked: ReadonlySet<Unit>,
    served: ServedSchema | null,
    rowsAlone: boolean,
  ): SentText {
    const pages = new Map<Unit, PageVariables>();
    const written = (unit: Unit): FieldNode[] => {
      if (!unit.node || !asked.has(unit)) return [];
      if (!unit.page) return [unit.node];
      const variables = pageVariables(unit.index, isShared(unit));
      pages.set(unit, variables);
      return [pageNode(unit.page, variables, rowsAlone)];
    };
    const selections: SelectionNode[] =
      this.entities.size > 0
        ? this.entitySelections(asked, written)
        : this.units.flatMap((unit) => written(unit));
    const whole = {
      ...this.operation,
      selectionSet: { ...this.operation.selectionSet, selections },
    };
    const unserved = new Set<string>();
    const bare = served?.trim(whole, this.schema, unserved) ?? whole;
    const used = variablesIn(bare);
    const own = (this.operation.variableDefinitions ?? []).filter((node) =>
      used.has(node.variable.name.value),
    );
    const operation: OperationDefinitionNode = {
      ...bare,
      variableDefinitions: [
        ...own,
        ...[...pages.values()]
          .flatMap(pageDefinitions)
          .filter(({ variable }) => used.has(variable.name.value)),
      ],
    };
    const { name } = operation;
    const text = stripIgnoredCharacters(print(operation));
    const operationName = name ? `"operationName":${JSON.stringify(name.value)},` : '';
    return {
      bodyStart: `{"query":${JSON.stringify(text)},${operationName}"variables":{`,
      announced: new AnnouncedFetch(text, this.schema),
      variables: new Set(own.map((node) => node.variable.name.value)),
      pages,
      mask: new AnswerMask(askedFields(text, this.schema, this.sentOn)),
      unserved,
    };
  }

  private entitySelections(
    asked: ReadonlySet<Unit>,
    written: (unit: Unit) => FieldNode[],
  ): SelectionNode[] {
    return fieldsOf(this.operation.selectionSet.selections).map((entities) => {
      const fragments: InlineFragmentNode[] = [];
      for (const { type, units } of this.entities.values()) {
        if (!units.some((unit) => asked.has(unit))) continue;
        const isWhole = units.some(({ as }) => as === 'entity');
        fragments.push({
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
          selectionSet: {
            kind: Kind.SELECTION_SET,
            selections: isWhole
              ? (entityFields(this.operation).get(type) ?? [])
              : units.flatMap((unit) => written(unit)),
          },
        });
      }
      return {
        ...entities,
        selectionSet: { kind: Kind.SELECTION_SET, selections: fragments },
      };
    });
  }
}

/** Whether operators may be asked for less than the page, and once more where that was too little. */
export function isShared({ page, type }: Unit): boolean {
  return page !== null && page.hasRows && type === null;
}

/** By type, what is asked of the entities of an operation. */
function entityFields({ selectionSet }: OperationDefinitionNode): Map<string, FieldNode[]> {
  const byType = new Map<string, FieldNode[]>();
  for (const entities of fieldsOf(selectionSet.selections)) {
    for (const fragment of entities.selectionSet?.selections ?? []) {
      if (fragment.kind !== Kind.INLINE_FRAGMENT) continue;
      const type = fragment.typeCondition?.name.value ?? '';
      const known = byType.get(type) ?? [];
      byType.set(type, [...known, ...fieldsOf(fragment.selectionSet.selections)]);
    }
  }
  return byType;
}

function fieldsOf(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT
      ? fieldsOf(selection.selectionSet.selections)
      : [];
  });
}
