import {
  ApolloClient,
  CombinedGraphQLErrors,
  HttpLink,
  InMemoryCache,
  ServerError,
  type ErrorLike,
} from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ApolloProvider, useApolloClient, useQuery } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { headersFor, type Ask } from '../ask.js';
import { firstPage, nextPage, previousPage } from '../cursors.js';
import { failureOf, unreachable, type Failure } from '../failure.js';
import { bailleur, gateway, incidentsQuery, pageSize, purposes } from '../incidents.js';
import { AlertForm } from '../page/alert-page.js';
import { IncidentList } from '../page/incident-list.js';
import { Account, SignedIn } from '../page/signed-in.js';
import type { Session } from '../sign-in.js';

/** Refused fields are null beside an error; the rest of the answer is good. */
const errorPolicy = 'all';

/** Of one purpose: what was read for another is not shown for this one. */
function createClient(session: Session, purpose: string): ApolloClient {
  // At each request: the token is renewed meanwhile.
  const headers = new SetContextLink(() => ({ headers: headersFor(session.token(), purpose) }));
  return new ApolloClient({
    link: headers.concat(new HttpLink({ uri: gateway })),
    cache: new InMemoryCache({
      typePolicies: {
        Commune: { keyFields: ['codeInsee'] },
        // Without an id of its own it belongs to its incident.
        Victime: { keyFields: false },
      },
    }),
  });
}

function failureIn(error: ErrorLike | undefined): Failure | null {
  if (!error) return null;
  if (CombinedGraphQLErrors.is(error)) return failureOf(200, error.errors);
  return ServerError.is(error) ? failureOf(error.statusCode, []) : unreachable;
}

function useAsk(): Ask {
  const client = useApolloClient();
  return useMemo<Ask>(
    () => async (document, variables) => {
      const isMutation = document.definitions.some(
        (definition) => 'operation' in definition && definition.operation === 'mutation',
      );
      try {
        const { data, error } = isMutation
          ? await client.mutate({ mutation: document, variables, errorPolicy })
          : await client.query({
              query: document,
              variables,
              errorPolicy,
              fetchPolicy: 'no-cache',
            });
        return { data: data ?? null, failure: failureIn(error) };
      } catch {
        return { data: null, failure: unreachable };
      }
    },
    [client],
  );
}

function Incidents() {
  const ask = useAsk();
  const [cursors, setCursors] = useState(firstPage);
  const { data, dataState, error, refetch } = useQuery(incidentsQuery, {
    variables: { bailleur, first: pageSize, after: cursors.after },
    errorPolicy,
    // The cache keeps the nulls of refused fields without their errors: they would look empty.
    fetchPolicy: 'network-only',
  });
  // A whole answer, and not one that the cache has a part of.
  const incidents = dataState === 'complete' ? data.incidents : null;
  const { hasNextPage = false, endCursor } = incidents?.pageInfo ?? {};
  return (
    <>
      <IncidentList
        ask={ask}
        incidents={incidents}
        failure={failureIn(error)}
        onRetry={() => void refetch()}
        onPrevious={cursors.before.length > 0 ? () => setCursors(previousPage(cursors)) : undefined}
        onNext={
          hasNextPage && endCursor ? () => setCursors(nextPage(cursors, endCursor)) : undefined
        }
      />
      <AlertForm
        ask={ask}
        onDone={() => {
          setCursors(firstPage);
          void refetch();
        }}
      />
    </>
  );
}

function Page({ session }: { readonly session: Session }) {
  const [purpose, setPurpose] = useState('');
  const client = useMemo(() => createClient(session, purpose), [session, purpose]);
  return (
    <ApolloProvider client={client}>
      <Account {...{ session, purpose, purposes }} onPurpose={setPurpose} />
      <Incidents key={purpose} />
    </ApolloProvider>
  );
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(<SignedIn>{(session) => <Page session={session} />}</SignedIn>);
