import { useEffect, useState } from 'react';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';
import { readList } from './bases.js';

/** The names of communes by their INSEE codes. */
export type Communes = ReadonlyMap<string, string>;

const known = new WeakMap<Session, Promise<Communes | null>>();
const none: Communes = new Map();

const communes = `query Communes($apres: String) {
  liste: communes(first: 100, after: $apres) {
    nodes { codeInsee nom }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Read once a session, where an answer has codes to be named; codes stay codes where they cannot be. */
export function useCommunes(session: Session, query: string): Communes {
  const [read, setRead] = useState(none);
  const isWanted = /\b(?:territoire|codeInsee)\b/.test(query);
  useEffect(() => {
    if (!isWanted) return;
    let current = true;
    void reading(session).then((names) => {
      if (current && names) setRead(names);
    });
    return () => {
      current = false;
    };
  }, [session, isWanted]);
  return read;
}

async function reading(session: Session): Promise<Communes | null> {
  const begun = known.get(session) ?? readNames(session).catch(() => null);
  known.set(session, begun);
  const names = await begun;
  // Tried again when they are wanted again.
  if (names === null) known.delete(session);
  return names;
}

async function readNames(session: Session): Promise<Communes | null> {
  const found = await readList(
    communes,
    async (query, variables) => (await ask(session, { query, variables, finalite: [] })).body.data,
  );
  return (
    found &&
    new Map(
      found.flatMap(({ codeInsee, nom }) =>
        typeof codeInsee === 'string' && typeof nom === 'string' ? [[codeInsee, nom]] : [],
      ),
    )
  );
}
