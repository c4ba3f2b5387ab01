import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  Client,
  cacheExchange,
  fetchExchange,
  Provider,
  useClient,
  useQuery,
  type CombinedError,
} from 'urql';
import { headersFor, type Ask } from '../ask.js';
import { firstPage, nextPage, previousPage } from '../cursors.js';
import { failureOf, unreachable, type Failure } from '../failure.js';
import { bailleur, gateway, incidentsQuery, pageSize, purposes } from '../incidents.js';
import { AlertForm } from '../page/alert-page.js';
import { IncidentList } from '../page/incident-list.js';
import { Account, SignedIn } from '../page/signed-in.js';
import type { Session } from '../sign-in.js';

/** Of one purpose: what was read for another is not shown for this one. */
function createClient(session: Session, purpose: string): Client {
  return new Client({
    url: gateway,
    preferGetMethod: false,
    // A function: the token is renewed meanwhile.
    fetchOptions: () => ({ headers: headersFor(session.token(), purpose) }),
    // Asks again whatever holds a type that a mutation answered with.
    exchanges: [cacheExchange, fetchExchange],
  });
}

function failureIn(error: CombinedError | undefined): Failure | null {
  if (!error) return null;
  const response: unknown = error.response;
  const status = response instanceof Response ? response.status : 200;
  if (error.networkError && status !== 401) return unreachable;
  return failureOf(status, error.graphQLErrors);
}

function useAsk(): Ask {
  const client = useClient();
  return useMemo<Ask>(
    () => async (document, variables) => {
      const isMutation = document.definitions.some(
        (definition) => 'operation' in definition && definition.operation === 'mutation',
      );
      const asked = isMutation
        ? client.mutation(document, variables)
        : client.query(document, variables);
      const { data, error } = await asked.toPromise();
      return { data: data ?? null, failure: failureIn(error) };
    },
    [client],
  );
}

function Incidents() {
  const ask = useAsk();
  const [cursors, setCursors] = useState(firstPage);
  const [{ data, error, fetching }, again] = useQuery({
    query: incidentsQuery,
    variables: { bailleur, first: pageSize, after: cursors.after },
  });
  // While it is asked again the old data is kept without its errors: refused fields would look empty.
  const incidents = fetching ? null : (data?.incidents ?? null);
  const { hasNextPage = false, endCursor } = incidents?.pageInfo ?? {};
  return (
    <>
      <IncidentList
        ask={ask}
        incidents={incidents}
        failure={failureIn(error)}
        onRetry={() => again({ requestPolicy: 'network-only' })}
        onPrevious={cursors.before.length > 0 ? () => setCursors(previousPage(cursors)) : undefined}
        onNext={
          hasNextPage && endCursor ? () => setCursors(nextPage(cursors, endCursor)) : undefined
        }
      />
      <AlertForm
        ask={ask}
        onDone={() => {
          setCursors(firstPage);
          again({ requestPolicy: 'network-only' });
        }}
      />
    </>
  );
}

function Page({ session }: { readonly session: Session }) {
  const [purpose, setPurpose] = useState('');
  const client = useMemo(() => createClient(session, purpose), [session, purpose]);
  return (
    <Provider value={client}>
      <Account {...{ session, purpose, purposes }} onPurpose={setPurpose} />
      <Incidents key={purpose} />
    </Provider>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<SignedIn>{(session) => <Page session={session} />}</SignedIn>);
