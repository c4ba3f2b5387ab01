import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider, useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  bailleur,
  draftsQuery,
  gateway,
  incidentsQuery,
  pageSize,
  transmitMutation,
} from '../incidents.js';
import { DraftList, IncidentList, SignedIn } from '../page/incidents-page.js';
import { told } from '../told.js';

function createClient(token: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: gateway, headers: { authorization: `Bearer ${token}` } }),
    cache: new InMemoryCache({
      typePolicies: {
        Commune: { keyFields: ['codeInsee'] },
        Query: {
          fields: {
            // One list per filter, whatever page: each page is put after those already read.
            incidents: {
              keyArgs: ['filtre', 'tri'],
              merge: (before, page, { args }) =>
                args?.['after'] && before
                  ? { ...page, nodes: [...before.nodes, ...page.nodes] }
                  : page,
            },
          },
        },
      },
    }),
  });
}

function Incidents() {
  const { data, error, fetchMore } = useQuery(incidentsQuery, {
    variables: { bailleur, first: pageSize },
    // Refused fields are null beside an error; the rest of the answer is good.
    errorPolicy: 'all',
  });
  const incidents = data?.incidents;
  const after = incidents?.pageInfo?.endCursor;
  return (
    <IncidentList
      nodes={(incidents?.nodes ?? []) as Parameters<typeof IncidentList>[0]['nodes']}
      totalCount={incidents?.totalCount ?? 0}
      trouble={error?.message}
      onNextPage={
        incidents?.pageInfo?.hasNextPage
          ? () => void fetchMore({ variables: { after } })
          : undefined
      }
    />
  );
}

function Drafts() {
  const { data } = useQuery(draftsQuery, { variables: { bailleur }, errorPolicy: 'all' });
  const [transmit, { data: sent, error }] = useMutation(transmitMutation, {
    // The list is asked again: what was sent is no draft any more.
    refetchQueries: [draftsQuery],
    // Told on the page, not thrown.
    onError: () => undefined,
  });
  const { signalements } = data ?? {};
  return (
    <DraftList
      nodes={(signalements?.nodes ?? []) as Parameters<typeof DraftList>[0]['nodes']}
      totalCount={signalements?.totalCount ?? 0}
      said={error?.message ?? told(sent?.transmettreSignalement ?? null)}
      onTransmit={(id) => void transmit({ variables: { id } })}
    />
  );
}

function Page({ token }: { readonly token: string }) {
  const [client] = useState(() => createClient(token));
  return (
    <ApolloProvider client={client}>
      <Incidents />
      <Drafts />
    </ApolloProvider>
  );
}

createRoot(document.querySelector('#root')!).render(
  <SignedIn>{(token) => <Page token={token} />}</SignedIn>,
);
