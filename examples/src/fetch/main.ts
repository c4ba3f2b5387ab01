import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type DocumentNode } from 'graphql';
import {
  bailleur,
  draftsQuery,
  gateway,
  incidentsQuery,
  pageSize,
  transmitMutation,
} from '../incidents.js';
import { signIn, tokenFromProvider } from '../sign-in.js';
import { told } from '../told.js';

const root = document.querySelector('#root')!;
root.innerHTML = `
  <h1>Incidents de mes résidences</h1>
  <button id="connexion">Se connecter</button>
  <p role="status"></p>
  <p role="alert"></p>
  <div hidden>
    <table aria-label="Incidents">
      <thead><tr><th scope="col">Jour</th><th scope="col">Type</th><th scope="col">Gravité</th>
        <th scope="col">Résidence</th><th scope="col">Commune</th></tr></thead>
      <tbody></tbody>
    </table>
    <button id="suite">Page suivante</button>
    <h2>Signalements à transmettre</h2>
    <table aria-label="Signalements à transmettre">
      <thead><tr><th scope="col">Commune</th><th scope="col">Incidents</th>
        <th scope="col">Destinataires</th><th scope="col">Transmission</th></tr></thead>
      <tbody></tbody>
    </table>
  </div>`;
const enter = root.querySelector<HTMLButtonElement>('#connexion')!;
const status = root.querySelector('[role=status]')!;
const alert = root.querySelector('[role=alert]')!;
const inside = root.querySelector('div')!;
const [incidentTable, draftTable] = root.querySelectorAll('table') as unknown as [
  HTMLTableElement,
  HTMLTableElement,
];
const more = root.querySelector<HTMLButtonElement>('#suite')!;

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

function addRow(table: HTMLTableElement, cells: readonly unknown[]): HTMLTableRowElement {
  const row = table.tBodies[0]!.insertRow();
  for (const cell of cells) row.insertCell().textContent = String(cell ?? '');
  return row;
}

async function nextPage(): Promise<void> {
  const { incidents } = await ask(incidentsQuery, { bailleur, first: pageSize, after });
  for (const { dateFaits, type, gravite, residence } of incidents?.nodes ?? []) {
    addRow(incidentTable, [dateFaits, type, gravite, residence?.nom, residence?.commune?.nom]);
  }
  after = incidents?.pageInfo.endCursor ?? null;
  more.hidden = !incidents?.pageInfo.hasNextPage;
  const shown = incidentTable.tBodies[0]!.rows.length;
  status.textContent = `${shown} incidents sur ${incidents?.totalCount ?? 0}`;
}

async function showDrafts(): Promise<void> {
  const { signalements } = await ask(draftsQuery, { bailleur });
  draftTable.tBodies[0]!.replaceChildren();
  for (const { id, commune, incidents, destinataires } of signalements?.nodes ?? []) {
    const types = incidents?.map(({ type }) => type).join(', ');
    const row = addRow(draftTable, [
      ...[commune?.nom, types, destinataires?.map((destinataire) => destinataire.id).join(', ')],
    ]);
    const button = document.createElement('button');
    button.textContent = 'Transmettre';
    button.addEventListener('click', () => attempt(() => transmit(id)));
    row.insertCell().append(button);
  }
}

async function transmit(id: string): Promise<void> {
  const { transmettreSignalement } = await ask(transmitMutation, { id });
  alert.textContent = told(transmettreSignalement);
  await showDrafts();
}

/** Whatever fails is told on the page. */
function attempt(work: () => Promise<void>): void {
  work().catch((error: Error) => {
    alert.textContent = error.message;
  });
}

enter.addEventListener('click', () => attempt(signIn));
more.addEventListener('click', () => attempt(nextPage));
attempt(async () => {
  const found = await tokenFromProvider();
  if (found === null) return;
  token = found;
  enter.hidden = true;
  inside.hidden = false;
  await Promise.all([nextPage(), showDrafts()]);
});
