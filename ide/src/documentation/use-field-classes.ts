import { useEffect, useState } from 'react';
import type { Graphs } from '../editor/graphs.js';
import type { Classe, ClassOf } from './field-classes.js';

const none: ReadonlyMap<string, Classe> = new Map();

/** The classes of the fields that this caller may select for the declared purposes. */
export function useFieldClasses(graphs: Graphs, finalite: readonly string[]): ClassOf {
  const [classes, setClasses] = useState(none);
  useEffect(() => {
    let current = true;
    graphs.readClasses(finalite).then(
      (read) => {
        if (current) setClasses(read ?? none);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [graphs, finalite]);
  return (coordonnee) => classes.get(coordonnee) ?? null;
}
