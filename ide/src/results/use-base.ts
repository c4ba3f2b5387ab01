import { useEffect, useState } from 'react';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';
import { readBase, type BaseName } from './bases.js';
import type { Base } from './marks.js';

interface BaseReading {
  readonly base: Base | null;
  readonly etat: 'lue' | 'en-cours' | 'illisible';
}

type Bases = Map<BaseName, Promise<ReadonlyMap<string, number> | null>>;

/** Read once a session: by the gateway's answer, with the caller's rights and no purpose. */
const known = new WeakMap<Session, Bases>();

/** What numbers are put in proportion to; none where none is wanted. */
export function useBase(session: Session, name: BaseName | null): BaseReading {
  const [read, setRead] = useState<{
    readonly of: BaseName;
    readonly parCommune: ReadonlyMap<string, number> | null;
  } | null>(null);
  useEffect(() => {
    if (name === null) return;
    let current = true;
    void reading(session, name).then((parCommune) => {
      if (current) setRead({ of: name, parCommune });
    });
    return () => {
      current = false;
    };
  }, [session, name]);
  if (name === null) return { base: null, etat: 'lue' };
  if (read?.of !== name) return { base: null, etat: 'en-cours' };
  if (read.parCommune === null) return { base: null, etat: 'illisible' };
  return { base: { mot: name, parCommune: read.parCommune }, etat: 'lue' };
}

async function reading(
  session: Session,
  name: BaseName,
): Promise<ReadonlyMap<string, number> | null> {
  const bases: Bases = known.get(session) ?? new Map<never, never>();
  known.set(session, bases);
  const begun = bases.get(name) ?? readBase(name, asking(session)).catch(() => null);
  bases.set(name, begun);
  const parCommune = await begun;
  // Tried again when it is wanted again.
  if (parCommune === null) bases.delete(name);
  return parCommune;
}

function asking(session: Session) {
  return async (query: string, variables: Readonly<Record<string, unknown>>) =>
    (await ask(session, { query, variables, finalite: [] })).body.data;
}
