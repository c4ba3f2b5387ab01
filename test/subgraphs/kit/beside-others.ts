import { Kind, parse, print, visit, type ASTNode, type FieldNode } from 'graphql';

/** The query of one row by `$id`, which asks in the same way for rows that are not there. */
export function besideOthers(query: string, count: number): string {
  const others = Array.from({ length: count }, (_, index) => `aucun-${index}`);
  return print(
    visit(parse(query), {
      SelectionSet: {
        leave: (set) => ({
          ...set,
          selections: set.selections.flatMap((selection) =>
            selection.kind === Kind.FIELD && selection.alias?.value === 'un'
              ? [selection, ...others.map((id) => renamed(withId(selection, id), id))]
              : [selection],
          ),
        }),
      },
      ListValue: {
        leave: (list) => ({
          ...list,
          values: list.values.flatMap((value) => [value, ...others.map((id) => withId(value, id))]),
        }),
      },
    }),
  );
}

function withId<Node extends ASTNode>(node: Node, id: string): Node {
  return visit<Node>(node, { Variable: () => ({ kind: Kind.STRING, value: id }) });
}

function renamed(field: FieldNode, id: string): FieldNode {
  return { ...field, alias: { kind: Kind.NAME, value: id.replace('-', '_') } };
}
