import { TokenKind, type DocumentNode } from 'graphql';
import type { JudgedOperation, JudgedSelection } from '../access/judge-operation.js';

/** Measured: what each takes that is kept of an operation. */
const bytesPerOperation = 10_000;
const bytesPerToken = 260;
/** A comment becomes no node. */
const bytesPerComment = 140;
const bytesPerSelection = 380;

/** What a parsed and judged operation takes of memory, in bytes: an estimate on the safe side. */
export function operationSize(document: DocumentNode, { selections }: JudgedOperation): number {
  let size = bytesPerOperation + (document.loc?.source.body.length ?? 0);
  // The tokens hang together, and so are kept with the document: comments too.
  for (let token = document.loc?.startToken; token; token = token.next ?? undefined) {
    size += token.kind === TokenKind.COMMENT ? bytesPerComment : bytesPerToken;
  }
  return size + bytesPerSelection * count(selections);
}

function count(selections: readonly JudgedSelection[]): number {
  let total = selections.length;
  for (const { selections: below } of selections) if (below) total += count(below);
  return total;
}
