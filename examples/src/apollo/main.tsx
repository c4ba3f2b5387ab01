import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { bailleur, gateway, incidentsQuery, pageSize } from '../incidents.js';
import { IncidentList, WithToken } from '../page/incidents-page.js';

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

function Page({ token }: { readonly token: string }) {
  const [client] = useState(() => createClient(token));
  return (
    <ApolloProvider client={client}>
      <Incidents />
    </ApolloProvider>
  );
}

createRoot(document.querySelector('#root')!).render(
  <WithToken>{(token) => <Page token={token} />}</WithToken>,
);
