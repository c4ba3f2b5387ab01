import {
  buildASTSchema,
  Kind,
  parse,
  printSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import type { Rights } from '../rules/access-rules.js';
import { holds } from '../rules/formula.js';
import type { AccessModel } from '../rules/access-model.js';
import { Visibility } from './visibility.js';

/**
 * The schema as one caller may use it: what introspection answers from, and the IDE shows. Fields
 * that the caller may not select, inputs that they may not use, and types only reachable through
 * these are not in it. Cache it under `visibilityKey`.
 */
export function visibleSchema(
  apiSchema: GraphQLSchema,
  model: AccessModel,
  rights: Rights,
): GraphQLSchema {
  const visibility = new Visibility(apiSchema, model, rights);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: parse(printSchema(apiSchema), { noLocation: true }).definitions.flatMap(
      (definition) => filterDefinition(definition, visibility),
    ),
  };
  // A caller who may select nothing still has a query type, without fields.
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}

/** Two callers with the same key see the same schema: which of its rules' rights they hold. */
export function visibilityKey(model: AccessModel, rights: Rights): string {
  return model.atoms
    .filter((atom) => holds(atom, rights))
    .map(({ key }) => key)
    .join(' ');
}

function filterDefinition(definition: DefinitionNode, visibility: Visibility): DefinitionNode[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const type = definition.name.value;
      if (!visibility.shows(type)) return [];
      const fields = (definition.fields ?? [])
        .filter((field) => visibility.showsField(type, field.name.value))
        .map((field) => filterArguments(type, field, visibility));
      const interfaces = (definition.interfaces ?? []).filter(({ name }) =>
        visibility.showsInterface(type, name.value),
      );
      return [{ ...definition, fields, interfaces }];
    }
    case Kind.UNION_TYPE_DEFINITION: {
      if (!visibility.shows(definition.name.value)) return [];
      const types = (definition.types ?? []).filter(({ name }) => visibility.shows(name.value));
      return [{ ...definition, types }];
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const type = definition.name.value;
      if (!visibility.shows(type)) return [];
      const values = (definition.values ?? []).filter(({ name }) =>
        visibility.allows(`${type}.${name.value}`),
      );
      return [{ ...definition, values }];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const type = definition.name.value;
      if (!visibility.shows(type)) return [];
      const fields = (definition.fields ?? []).filter(({ name }) =>
        visibility.showsInputField(type, name.value),
      );
      return [{ ...definition, fields }];
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      return visibility.shows(definition.name.value) ? [definition] : [];
    case Kind.SCHEMA_DEFINITION: {
      const operationTypes = definition.operationTypes.filter(({ type }) =>
        visibility.shows(type.name.value),
      );
      return [{ ...definition, operationTypes, directives: [] as ConstDirectiveNode[] }];
    }
    default:
      return [definition];
  }
}

function filterArguments(
  type: string,
  field: FieldDefinitionNode,
  visibility: Visibility,
): FieldDefinitionNode {
  return {
    ...field,
    arguments: (field.arguments ?? []).filter(({ name }) =>
      visibility.showsArgument(type, field.name.value, name.value),
    ),
  };
}
