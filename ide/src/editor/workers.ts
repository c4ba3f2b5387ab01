import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker&url';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker&url';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker&url';

/** Milliseconds between two tries where the browser does not say when the network is back. */
const TRY_AGAIN = 30_000;

const scripts: Readonly<Record<string, string>> = { json: JsonWorker, graphql: GraphqlWorker };

/**
 * Gives Monaco its workers when their scripts can be had, however late. GraphiQL's own set-up starts them at
 * once; Monaco takes a script that failed to load as the end of all workers, so that one cut of the
 * network would leave the editor without completion until the page is loaded anew.
 */
export function startEditorWorkers(): void {
  self.MonacoEnvironment = {
    getWorker: async (_id: string, label: string) => {
      const script = scripts[label] ?? EditorWorker;
      await untilFetched(script);
      return new Worker(script, { name: label, type: 'module' });
    },
  };
}

async function untilFetched(script: string): Promise<void> {
  while (!(await isFetched(script))) await networkOrTime();
}

async function isFetched(script: string): Promise<boolean> {
  try {
    const answer = await fetch(script);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

function networkOrTime(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, TRY_AGAIN);
    addEventListener('online', done);
  });
}
