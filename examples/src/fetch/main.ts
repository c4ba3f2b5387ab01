import { print, type DocumentNode } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { bailleur, gateway, incidentsQuery, pageSize } from '../incidents.js';

const root = document.querySelector('#root')!;
root.innerHTML = `
  <h1>Incidents de mes résidences</h1>
  <form>
    <label>Jeton <input name="jeton" type="password" autocomplete="off" required /></label>
    <button>Lire</button>
  </form>
  <p role="status"></p>
  <table hidden>
    <thead><tr><th scope="col">Jour</th><th scope="col">Type</th><th scope="col">Gravité</th>
      <th scope="col">Résidence</th><th scope="col">Commune</th></tr></thead>
    <tbody></tbody>
  </table>
  <button id="suite" hidden>Page suivante</button>`;
const form = root.querySelector('form')!;
const status = root.querySelector('p')!;
const table = root.querySelector('table')!;
const more = root.querySelector<HTMLButtonElement>('#suite')!;

/** In memory only: a token in the browser's storage outlives its page. */
let token = '';
let after: string | null = null;

async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(gateway, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: print(document as DocumentNode), variables }),
  });
  const answer = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  // Some fields may be refused, or a partner away, while the rest is there: only no data at all fails.
  if (!answer.data) throw new Error(answer.errors?.[0]?.message ?? `HTTP ${response.status}`);
  return answer.data;
}

async function nextPage(): Promise<void> {
  try {
    const { incidents } = await ask(incidentsQuery, { bailleur, first: pageSize, after });
    for (const incident of incidents?.nodes ?? []) {
      const row = table.tBodies[0]!.insertRow();
      const { residence } = incident;
      const cells = [incident.dateFaits, incident.type, incident.gravite, residence?.nom];
      for (const cell of [...cells, residence?.commune?.nom])
        row.insertCell().textContent = String(cell ?? '');
    }
    after = incidents?.pageInfo.endCursor ?? null;
    table.hidden = false;
    more.hidden = !incidents?.pageInfo.hasNextPage;
    status.textContent = `${table.tBodies[0]!.rows.length} incidents sur ${incidents?.totalCount ?? 0}`;
  } catch (error) {
    status.textContent = (error as Error).message;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  token = new FormData(form).get('jeton') as string;
  after = null;
  table.tBodies[0]!.replaceChildren();
  void nextPage();
});
more.addEventListener('click', () => void nextPage());
