import { useEffect, useState } from 'react';
import { ask } from '../graphql/ask.js';
import type { Session } from '../session/session.js';
import type { Classe, ClassOf } from './field-classes.js';

const query = '{ champs { coordonnee classe } }';

/** The classes of the fields that this caller may select for the declared purposes. */
export function useFieldClasses(session: Session, finalite: readonly string[]): ClassOf {
  const [classes, setClasses] = useState<ReadonlyMap<string, Classe>>(new Map());
  useEffect(() => {
    let current = true;
    ask(session, { query, finalite }).then(
      ({ body }) => {
        const fields = (body.data?.['champs'] ?? []) as readonly {
          readonly coordonnee: string;
          readonly classe: Classe;
        }[];
        if (current) setClasses(new Map(fields.map((field) => [field.coordonnee, field.classe])));
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, finalite]);
  return (coordonnee) => classes.get(coordonnee) ?? null;
}
