import { print } from 'graphql';
import { headersFor, type Ask } from '../ask.js';
import { firstPage, nextPage, previousPage } from '../cursors.js';
import { failureOf, unreachable, type Answer, type AnswerError, type Failure } from '../failure.js';
import { frenchDay } from '../french-day.js';
import {
  bailleur,
  gateway,
  incidentsQuery,
  pageSize,
  protectedField,
  purposes,
  whyQuery,
} from '../incidents.js';
import { sessionFromProvider, signIn, type Session } from '../sign-in.js';
import { noWords, readVocabulary } from '../vocabulary.js';
import { alertForm } from './alert-form.js';
import { button, element, find, options } from './dom.js';

const root = find(document, '#root', HTMLElement);
root.innerHTML = `
  <header></header>
  <h1>Incidents de mes résidences</h1>
  <div role="alert"></div>
  <div hidden>
    <p role="status"></p>
    <table aria-label="Incidents">
      <thead><tr><th scope="col">Jour</th><th scope="col">Type</th><th scope="col">Gravité</th>
        <th scope="col">Résidence</th><th scope="col">Commune</th><th scope="col">Victime</th></tr></thead>
      <tbody></tbody>
    </table>
    <nav></nav>
  </div>`;
const header = find(root, 'header', HTMLElement);
const alert = find(root, '[role=alert]', HTMLElement);
const inside = find(root, 'div[hidden]', HTMLElement);
const status = find(root, '[role=status]', HTMLElement);
const table = find(root, 'tbody', HTMLTableSectionElement);
const pages = find(root, 'nav', HTMLElement);

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly AnswerError[];
}

/** Everything that can go wrong on the way, as something to be told. */
function asker(session: Session, purpose: () => string): Ask {
  return async <Data>(document: Parameters<typeof print>[0], variables: object) => {
    let response: Response;
    try {
      response = await fetch(gateway, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...headersFor(session.token(), purpose()),
        },
        body: JSON.stringify({ query: print(document), variables }),
      });
    } catch {
      return { data: null, failure: unreachable };
    }
    return answerOf<Data>(response);
  };
}

/** A part may be there though another is not: both are given back. */
async function answerOf<Data>(response: Response): Promise<Answer<Data>> {
  try {
    const { data = null, errors = [] }: Body<Data> = await response.json();
    return { data, failure: failureOf(response.status, errors) };
  } catch {
    return { data: null, failure: failureOf(response.status, []) ?? unreachable };
  }
}

function showPage(session: Session): void {
  const purpose = element('select');
  purpose.append(...options(Object.entries(purposes)));
  const ask = asker(session, () => purpose.value);
  let cursors = firstPage;
  let vocabulary = noWords;

  const read = async (): Promise<void> => {
    const { data, failure } = await ask(incidentsQuery, {
      bailleur,
      first: pageSize,
      after: cursors.after,
    });
    // Asked again where it could not be read.
    if (vocabulary.types.size === 0) vocabulary = await readVocabulary(ask);
    tell(failure);
    const incidents = data?.incidents;
    if (!incidents) return;
    table.replaceChildren();
    for (const { dateFaits, type, gravite, residence, victime } of incidents.nodes) {
      const row = table.insertRow();
      const hidden = failure?.kind === 'refused' ? 'non communiqué' : victime?.qualite;
      const day = frenchDay(dateFaits);
      const label = vocabulary.types.get(type ?? '') ?? type;
      const cells = [day, label, gravite, residence?.nom, residence?.commune?.nom, hidden];
      for (const cell of cells) row.insertCell().textContent = String(cell ?? '');
    }
    status.textContent = `${incidents.nodes.length} incidents sur ${incidents.totalCount ?? '?'}`;
    const { hasNextPage, endCursor } = incidents.pageInfo;
    const turn = (to: typeof cursors) => () => {
      cursors = to;
      void read();
    };
    pages.replaceChildren(
      ...(cursors.before.length > 0
        ? [button('Page précédente', turn(previousPage(cursors)))]
        : []),
      ...(hasNextPage && endCursor
        ? [button('Page suivante', turn(nextPage(cursors, endCursor)))]
        : []),
    );
  };

  const explain = async (): Promise<void> => {
    const { data, failure } = await ask(whyQuery, { coordonnee: protectedField });
    alert.append(element('p', data?.pourquoi?.message ?? failure?.message));
  };

  function tell(failure: Failure | null): void {
    alert.replaceChildren();
    if (!failure) return;
    alert.append(element('p', failure.message));
    if (failure.kind === 'session') alert.append(button('Se reconnecter', () => void signIn()));
    else if (failure.kind === 'refused') alert.append(button('Pourquoi ?', () => void explain()));
    else alert.append(button('Réessayer', () => void read()));
  }

  const said = element('output');
  const renew = (): void => {
    session.renew().then(
      () => (said.textContent = 'Session prolongée.'),
      () => (said.textContent = 'La session n’a pas pu être prolongée : reconnectez-vous.'),
    );
  };
  const label = element('label', 'Finalité ');
  label.append(purpose);
  purpose.addEventListener('change', () => {
    cursors = firstPage;
    void read();
  });
  header.replaceChildren(
    label,
    button('Prolonger la session', renew),
    button('Se déconnecter', () => void session.signOut()),
    said,
  );
  inside.hidden = false;
  root.append(
    alertForm(ask, () => {
      cursors = firstPage;
      void read();
    }),
  );
  void read();
}

header.append(button('Se connecter', () => void signIn()));
sessionFromProvider().then(
  (session) => session && showPage(session),
  (error: Error) => alert.replaceChildren(element('p', error.message)),
);
