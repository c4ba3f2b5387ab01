import { isNonNullType, type GraphQLOutputType } from 'graphql';
import type { DataObject } from '../json/data-object.js';
import type { WriteLeaf } from './leaf-writer.js';
import type { ShapeContext } from './shape-context.js';

/** Writes a field's value as JSON. False: a null that bubbles up to the object. */
export type WriteField = (context: ShapeContext, object: DataObject) => boolean;

/** A field's value: always this JSON text, or what a writer makes of the text that precedes it. */
export type CompiledField =
  | { readonly constant: string }
  | { readonly constant: null; readonly writer: (before: Buffer) => WriteField };

export const nullBytes = Buffer.from('null');

export function written(writer: (before: Buffer) => WriteField): CompiledField {
  return { constant: null, writer };
}

export const bubble = written(() => () => false);

export function leafField(
  key: string,
  privateKey: string,
  type: GraphQLOutputType,
  write: WriteLeaf,
): CompiledField {
  const nonNull = isNonNullType(type);
  return written((before) => (context, object) => {
    const { out } = context;
    out.raw(before);
    const value = object[privateKey];
    if (value === null || value === undefined) {
      missing(context, object, privateKey, key, nonNull);
    } else if (write(out, value)) {
      return true;
    } else {
      context.fault([key]);
    }
    if (nonNull) return false;
    out.raw(nullBytes);
    return true;
  });
}

type Path = readonly (string | number)[];
const nothingBelow = (): Path => [];

/** Tells a fault where the absence is one: a fetch failed, or the schema promises a value. */
export function missing(
  context: ShapeContext,
  object: DataObject,
  privateKey: string,
  key: string,
  nonNull: boolean,
  rest: (path: Path) => Path = nothingBelow,
): void {
  const { faults } = context;
  if (nonNull ? faults.isFault(object, privateKey) : faults.has(object, privateKey)) {
    const below = rest(faults.restAt(object, privateKey));
    context.fault([key, ...below], faults.badInputAt(object, privateKey));
  }
}
