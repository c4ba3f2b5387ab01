import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { cacheExchange, Client, fetchExchange, Provider, useMutation, useQuery } from 'urql';
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

function createClient(token: string): Client {
  return new Client({
    url: gateway,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    // Asks again whatever holds a type that a mutation answered with.
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

function Drafts() {
  const [{ data }] = useQuery({ query: draftsQuery, variables: { bailleur } });
  const [{ data: sent, error }, transmit] = useMutation(transmitMutation);
  return (
    <DraftList
      nodes={data?.signalements?.nodes ?? []}
      totalCount={data?.signalements?.totalCount ?? 0}
      said={error?.message ?? told(sent?.transmettreSignalement ?? null)}
      onTransmit={(id) => void transmit({ id })}
    />
  );
}

function Page({ token }: { readonly token: string }) {
  const [client] = useState(() => createClient(token));
  return (
    <Provider value={client}>
      <Incidents />
      <Drafts />
    </Provider>
  );
}

createRoot(document.querySelector('#root')!).render(
  <SignedIn>{(token) => <Page token={token} />}</SignedIn>,
);
