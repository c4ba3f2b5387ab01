import { Kind, type FieldNode, type SelectionSetNode } from 'graphql';

type Data = Record<string, unknown>;

/**
 * What an act answers whose row nobody has for this caller, or that is to be done where nobody
 * operates: no operator is asked to do it, since what was entered would be told to one that it does
 * not concern.
 */
export function refusedAct({ selectionSet }: FieldNode, refusal: Data): Data {
  return selected(selectionSet, (name, below) =>
    name === 'erreurs' ? [selected(below, (field) => refusal[field] ?? null)] : null,
  );
}

function selected(
  set: SelectionSetNode | undefined,
  valueOf: (name: string, below: SelectionSetNode | undefined) => unknown,
): Data {
  const data: Data = {};
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      Object.assign(data, selected(selection.selectionSet, valueOf));
    } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
      const { name, alias } = selection;
      data[(alias ?? name).value] = valueOf(name.value, selection.selectionSet);
    }
  }
  return data;
}
