import type { GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'react';
import { ask } from '../graphql/ask.js';
import { inFrenchType } from '../page/typography.js';
import type { Session } from '../session/session.js';
import type { Choice } from './input-field.js';
import { referredList, type ReferredList } from './referred-list.js';

/** Pages of a hundred names: what somebody still chooses from. */
const mostPages = 10;

/** What a field that refers to something offers, by name; null while it is read. */
export function useChoices(
  session: Session,
  name: string,
  schema: GraphQLSchema,
  finalite: readonly string[],
): readonly Choice[] | null {
  const [choices, setChoices] = useState<readonly Choice[] | null>(null);
  useEffect(() => {
    let current = true;
    const list = referredList(name, schema);
    const read = list ? readChoices(session, list, finalite) : Promise.resolve([]);
    read.then(
      (found) => {
        if (current) setChoices(found);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, name, schema, finalite]);
  return choices;
}

async function readChoices(
  session: Session,
  { query, field, paged, choiceOf }: ReferredList,
  finalite: readonly string[],
): Promise<readonly Choice[]> {
  const found: Choice[] = [];
  let apres: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const variables = paged ? { apres } : {};
    const { body } = await ask(session, { query, variables, finalite });
    const list = body.data?.[field];
    const { elements, next } = readList(list);
    const named = elements.map(choiceOf).filter(({ value }) => value !== '');
    found.push(...named.map((choice) => ({ ...choice, nom: inFrenchType(choice.nom) })));
    apres = next;
    if (apres === null) break;
  }
  const collator = new Intl.Collator('fr', { numeric: true });
  return found.sort((left, other) => collator.compare(left.nom, other.nom));
}

type Element = Readonly<Record<string, unknown>>;

function readList(list: unknown): {
  readonly elements: readonly Element[];
  readonly next: string | null;
} {
  if (Array.isArray(list)) return { elements: list as Element[], next: null };
  const { nodes = [], pageInfo } = (list ?? {}) as {
    nodes?: readonly Element[];
    pageInfo?: { hasNextPage: boolean; endCursor: string | null };
  };
  return { elements: nodes, next: pageInfo?.hasNextPage === true ? pageInfo.endCursor : null };
}
