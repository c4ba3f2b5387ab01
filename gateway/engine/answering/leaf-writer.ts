import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';
import { isExactNumber } from '../json/exact-numbers.js';
import type { JsonBytes } from '../json/json-bytes.js';

/** Writes a leaf's value as JSON; false: not one that its type allows. */
export type WriteLeaf = (out: JsonBytes, value: unknown) => boolean;

/** INVARIANT: writes nothing when it answers false. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (out, value) => {
      const text = typeof value === 'string' ? texts.get(value) : undefined;
      if (text === undefined) return false;
      out.text(text);
      return true;
    };
  }
  if (!isSpecifiedScalarType(type)) {
    return (out, value) => {
      out.text(JSON.stringify(value));
      return true;
    };
  }
  switch (type.name) {
    case 'Int':
      return (out, value) => {
        // 32 bits, as GraphQL has it.
        if (typeof value !== 'number' || (value | 0) !== value) return false;
        out.integer(value);
        return true;
      };
    case 'Float':
      return (out, value) => {
        const double = isExactNumber(value) ? Number(value.rawJSON) : value;
        if (typeof double !== 'number' || !Number.isFinite(double)) return false;
        out.text(String(double));
        return true;
      };
    case 'Boolean':
      return (out, value) => {
        if (typeof value !== 'boolean') return false;
        out.raw(value ? trueBytes : falseBytes);
        return true;
      };
    case 'ID':
      return (out, value) => {
        if (typeof value === 'string') out.string(value);
        // A text, however the subgraph wrote it, and with all its digits.
        else if (Number.isSafeInteger(value)) out.string(String(value));
        else if (isExactNumber(value) && /^-?\d+$/.test(value.rawJSON)) out.string(value.rawJSON);
        else return false;
        return true;
      };
    default:
      return (out, value) => {
        if (typeof value !== 'string') return false;
        out.string(value);
        return true;
      };
  }
}

const trueBytes = Buffer.from('true');
const falseBytes = Buffer.from('false');
