import { Extensions } from 'type-graphql';

/** Which operator of a partitioned subgraph does an act. */
export type DoneBy =
  | { readonly as: 'own' }
  | { readonly as: 'holder'; readonly by: string; readonly of: string }
  | { readonly as: 'place'; readonly by: string };

/**
 * On a mutation: where several operate the subgraph, the caller's own process does it, and that of
 * who has what is common for those who operate nothing. Without effect where one operates it.
 */
export function DoneByOwn(): MethodDecorator {
  return doneBy({ as: 'own' });
}

/**
 * On a mutation: it is done by who holds the row that an argument names, such as `saisie.diagnostic`.
 * An act on the row that its `id` names needs no decorator.
 */
export function DoneByHolder(by: string, of: string): MethodDecorator {
  return doneBy({ as: 'holder', by, of });
}

/**
 * On a mutation that makes a row of a commune, which an argument such as `saisie.commune` names: it
 * is done by who operates for that commune, whoever asks.
 */
export function DoneByPlace(by: string): MethodDecorator {
  return doneBy({ as: 'place', by });
}

/**
 * On a field of an entity that every operator has alike: the caller's own knows the value, and for
 * those who operate nothing who has what is common.
 */
export function KnownByOwn(): MethodDecorator {
  return Extensions({ knownByOwn: true });
}

function doneBy(value: DoneBy): MethodDecorator {
  return Extensions({ doneBy: value });
}
