import {
  isAbstractType,
  isCompositeType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { DataObject } from '../json/data-object.js';
import type { Confirmations } from '../planning/confirmations.js';
import type { ShapeContext } from './shape-context.js';

type Judge = (context: ShapeContext, object: DataObject) => boolean;

/** Which objects of the data may not be shown: those that their owner has not confirmed. */
export class WithheldObjects {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly confirmations: Confirmations,
  ) {}

  /** Whether an object is to be a null, told as a fault if its owner failed; null: no object of the type is. */
  judge(type: GraphQLCompositeType): Judge | null {
    if (!this.concerns(type)) return null;
    return (context, object) => {
      const missing = this.unconfirmed(type, object);
      if (missing === null) return false;
      if (context.faults.has(object, missing)) context.fault();
      return true;
    };
  }

  /** Whether an item stays in a list that takes no nulls; null: all do. */
  keeper(type: GraphQLOutputType): ((context: ShapeContext, item: unknown) => boolean) | null {
    if (!isCompositeType(type) || !this.concerns(type)) return null;
    return ({ faults }, item) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return true;
      const missing = this.unconfirmed(type, item as DataObject);
      // Where the owner failed nobody knows: the list is not to look complete.
      return missing === null || faults.has(item, missing);
    };
  }

  private concerns(type: GraphQLCompositeType): boolean {
    return isAbstractType(type)
      ? this.schema.getPossibleTypes(type).some(({ name }) => this.confirmations.has(name))
      : this.confirmations.has(type.name);
  }

  /** The key in which an owner's word is missing; null: none is. */
  private unconfirmed(declared: GraphQLCompositeType, object: DataObject): string | null {
    const typename = object['__typename'];
    const type = typeof typename === 'string' ? this.schema.getType(typename) : declared;
    // INVARIANT: what is not known to be of another type is held to be of the one that is ruled.
    const names = isObjectType(declared)
      ? [declared.name]
      : isObjectType(type)
        ? [type.name]
        : this.schema.getPossibleTypes(declared).map(({ name }) => name);
    for (const name of names) {
      for (const key of this.confirmations.get(name) ?? []) {
        if (typeof object[key] !== 'string') return key;
      }
    }
    return null;
  }
}
