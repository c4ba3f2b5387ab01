import { Kind, visit, type DocumentNode, type NameNode } from 'graphql';
import { usedVariables } from '../../access/used-variables.js';

/** Variables that requests are given by the planner, and by us; a caller may use the same names. */
const ofThePlanner = /^(?:representations\d*$|contextualArgument_)/;

/** An operation that can be planned, and what its caller calls the variables that had to be renamed. */
export interface RenamedOperation {
  readonly document: DocumentNode;
  /** Renamed → the caller's. */
  readonly callerNames: ReadonlyMap<string, string>;
}

/** Gives way to the planner's own variables, so that a request has no two of one name. */
export function renameVariables(document: DocumentNode): RenamedOperation {
  const used = usedVariables(document);
  const renamed = new Map<string, string>();
  for (const name of used) {
    if (!ofThePlanner.test(name)) continue;
    let i = 0;
    while (used.has(`v${i}_${name}`)) i += 1;
    renamed.set(name, `v${i}_${name}`);
  }
  if (renamed.size === 0) return { document, callerNames: new Map() };
  return {
    document: visit(document, {
      Variable: (node) => {
        const value = renamed.get(node.name.value);
        if (value === undefined) return undefined;
        const name: NameNode = { kind: Kind.NAME, value };
        return { ...node, name };
      },
    }),
    callerNames: new Map([...renamed].map(([caller, own]) => [own, caller])),
  };
}
