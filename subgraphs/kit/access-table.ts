import { isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import type { PorteeRule } from './portee.js';

/** What the decorators of one schema demand, by type name and by coordinate `Type.field`. */
export interface AccessTable {
  readonly types: ReadonlyMap<string, PorteeRule>;
  readonly fields: ReadonlyMap<string, PorteeRule>;
  /** Input coordinate `Filtre.champ` → the field coordinates that using it reads. */
  readonly reads: ReadonlyMap<string, readonly string[]>;
}

interface PasserelleExtensions {
  readonly portee?: PorteeRule;
  readonly readsField?: readonly string[];
}

/** Reads `@Portee`, `@Authentifie` and `@ReadsField` back from a schema built by type-graphql. */
export function readAccess(schema: GraphQLSchema): AccessTable {
  const types = new Map<string, PorteeRule>();
  const fields = new Map<string, PorteeRule>();
  const reads = new Map<string, readonly string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) {
      keep(types, type.name, type.extensions);
      for (const field of Object.values(type.getFields())) {
        keep(fields, `${type.name}.${field.name}`, field.extensions);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const { readsField } = field.extensions as PasserelleExtensions;
        if (readsField) reads.set(`${type.name}.${field.name}`, readsField);
      }
    }
  }
  return { types, fields, reads };
}

function keep(into: Map<string, PorteeRule>, name: string, extensions: PasserelleExtensions): void {
  if (extensions.portee) into.set(name, extensions.portee);
}
