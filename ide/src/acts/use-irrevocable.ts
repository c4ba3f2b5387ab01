import { useEffect, useState } from 'react';
import type { Graphs } from '../editor/graphs.js';

/**
 * Whether an act cannot be undone, as the schema declares it (`@irrevocable`); null as long as that is
 * not known, or could not be read.
 */
export function useIrrevocable(
  graphs: Graphs,
  finalite: readonly string[],
): (act: string) => boolean | null {
  const [found, setFound] = useState<{
    readonly of: readonly string[];
    readonly acts: ReadonlySet<string> | null;
  } | null>(null);
  useEffect(() => {
    let current = true;
    graphs.readIrrevocable(finalite).then(
      (acts) => {
        if (current) setFound({ of: finalite, acts });
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [graphs, finalite]);
  const acts = found?.of === finalite ? found.acts : null;
  return (act) => acts?.has(act) ?? null;
}
