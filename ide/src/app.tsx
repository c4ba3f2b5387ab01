import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';

/** The desk of one analyst. */
export function App() {
  return (
    <GraphiQL
      fetcher={async (request) => {
        const response = await fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
        return (await response.json()) as Record<string, unknown>;
      }}
    />
  );
}
