import { useMonaco } from '@graphiql/react';
import { useEffect } from 'react';
import { inFrench } from '../errors/validation-messages.js';

/** What the editor underlines is explained in French: graphql-js, which finds it, speaks English. */
export function useFrenchMarkers(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) return;
    const { editor } = monaco;
    const listening = editor.onDidChangeMarkers((resources) => {
      for (const resource of resources) {
        const model = editor.getModel(resource);
        const markers = editor.getModelMarkers({ resource, owner: 'graphql' });
        const french = markers.map((marker) => ({ ...marker, message: inFrench(marker.message) }));
        const changed = french.some(({ message }, i) => message !== markers[i]?.message);
        // Writing them calls this again: the second time there is nothing left to change.
        if (model && changed) editor.setModelMarkers(model, 'graphql', french);
      }
    });
    return () => listening.dispose();
  }, [monaco]);
}
