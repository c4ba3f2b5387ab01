/** What waits for a signatory, by kind; null: it has no part in that kind. */
export type ToDo = Readonly<Record<string, number | null>>;

const lists = {
  signalements: 'signalements',
  diagnostics: 'diagnostics',
  rappels: 'rappelsOrdre',
  transactions: 'transactionsMunicipales',
} as const;

const query = `{ ${Object.entries(lists)
  .map(([kind, list]) => `${kind}: ${list}(filtre: { attend: MOI }) { totalCount }`)
  .join(' ')} }`;

/**
 * Asks the gateway, as the signatory's own service, what waits for it: the notification itself says
 * nothing. @throws Error when the gateway does not answer.
 */
export async function readToDo(gateway: string, token: string): Promise<ToDo> {
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-finalite': 'tranquillite-residentielle,rappel-ordre,transaction-municipale',
    },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(10_000),
  });
  const { data } = (await response.json()) as {
    data?: Record<string, { totalCount: number } | null> | null;
  };
  if (!data) throw new Error(`the gateway does not answer (HTTP ${response.status})`);
  return Object.fromEntries(
    Object.keys(lists).map((kind) => [kind, data[kind]?.totalCount ?? null]),
  );
}
