import { hash } from 'node:crypto';
import { Kind, print, visit, type DocumentNode } from 'graphql';
import type { PreparedOperation } from '../engine/engine.js';

const known = new WeakMap<PreparedOperation, string>();

/** What operations that differ in nothing but literals have in common. A literal cannot be guessed from it. */
export function operationHash(prepared: PreparedOperation): string {
  let text = known.get(prepared);
  if (text === undefined) {
    text = hash('sha256', print(withoutLiterals(prepared.document)), 'base64url');
    known.set(prepared, text);
  }
  return text;
}

function withoutLiterals(document: DocumentNode): DocumentNode {
  return visit(document, {
    // An alias is the caller's own text.
    Field: ({ alias, ...node }) => (alias ? node : undefined),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
    StringValue: (node) => ({ ...node, value: '', block: false }),
    BooleanValue: (node) => ({ ...node, value: false }),
    EnumValue: () => ({ kind: Kind.NULL }),
    ListValue: () => ({ kind: Kind.NULL }),
    ObjectValue: () => ({ kind: Kind.NULL }),
  });
}
