import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { cacheExchange, Client, fetchExchange, Provider, useQuery } from 'urql';
import { bailleur, gateway, incidentsQuery, pageSize } from '../incidents.js';
import { IncidentList, WithToken } from '../page/incidents-page.js';

function createClient(token: string): Client {
  return new Client({
    url: gateway,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    exchanges: [cacheExchange, fetchExchange],
  });
}

/** Without a normalised cache: each page is a query of its own, shown one at a time. */
function Incidents() {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error }] = useQuery({
    query: incidentsQuery,
    variables: { bailleur, first: pageSize, after },
  });
  const incidents = data?.incidents;
  const next = incidents?.pageInfo.hasNextPage ? incidents.pageInfo.endCursor : null;
  return (
    <IncidentList
      nodes={incidents?.nodes ?? []}
      totalCount={incidents?.totalCount ?? 0}
      trouble={error?.message}
      onNextPage={next ? () => setAfter(next) : undefined}
    />
  );
}

function Page({ token }: { readonly token: string }) {
  const [client] = useState(() => createClient(token));
  return (
    <Provider value={client}>
      <Incidents />
    </Provider>
  );
}

createRoot(document.querySelector('#root')!).render(
  <WithToken>{(token) => <Page token={token} />}</WithToken>,
);
