import { useRef, useState, type ChangeEvent } from 'react';
import { printCollection, readCollection } from '../board/collection.js';
import { download } from '../results/download.js';
import { printQueryFile, readQueryFile, UnreadableQueryFile } from './query-file.js';
import { titleOf, type QueryShelf, type ShelvedQuery } from './query-shelf.js';
import './my-queries.css';

export interface MyQueriesProps {
  readonly shelf: QueryShelf;
  /** What is in the editor now. */
  readonly current: () => Omit<ShelvedQuery, 'titre'>;
  readonly onOpen: (query: ShelvedQuery) => void;
}

function savedText(count: number): string {
  return count === 1
    ? 'La requête de la collection est enregistrée.'
    : `${count} requêtes de la collection enregistrées.`;
}

/** « Mes requêtes »: saved and past ones, and sharing one by file. */
export function MyQueries({ shelf, current, onOpen }: MyQueriesProps) {
  const [, redraw] = useState(0);
  const [titre, setTitre] = useState('');
  const [said, setSaid] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const collection = useRef<HTMLInputElement>(null);
  const change = (work: () => void, message: string) => {
    work();
    setSaid(message);
    redraw((count) => count + 1);
  };

  const named = (): ShelvedQuery => {
    const query = current();
    const given = titre.trim() || shelf.titleGiven(query);
    return { ...query, titre: given ?? titleOf(query.query) };
  };
  const exportFile = () => {
    const query = named();
    download(`${query.titre}.graphql`, printQueryFile(query), 'application/graphql;charset=utf-8');
  };
  const importFile = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = currentTarget.files?.[0];
    if (!chosen) return;
    try {
      const query = await readQueryFile(chosen);
      onOpen(query);
      setSaid(`Requête « ${query.titre} » ouverte.`);
    } catch (error) {
      setSaid(error instanceof UnreadableQueryFile ? error.message : 'Fichier illisible.');
    }
    // The same file may be chosen again once it is mended.
    currentTarget.value = '';
  };

  const exportCollection = () =>
    download(
      `collection-${shelf.signataireId}.json`,
      printCollection(shelf.signataireId, shelf.read('enregistrees')),
      'application/json',
    );
  const importCollection = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = currentTarget.files?.[0];
    if (!chosen) return;
    try {
      const queries = await readCollection(chosen, shelf.signataireId);
      const isSaved = shelf.saveAll(queries);
      change(
        () => undefined,
        isSaved
          ? savedText(queries.length)
          : 'Ce navigateur n’a plus de place pour cette collection.',
      );
    } catch (error) {
      setSaid(error instanceof UnreadableQueryFile ? error.message : 'Fichier illisible.');
    }
    currentTarget.value = '';
  };

  return (
    <div className="my-queries">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const query = named();
          if (shelf.save(query)) {
            change(() => setTitre(''), `Requête « ${query.titre} » enregistrée.`);
          } else {
            setSaid(
              'Ce navigateur n’a plus de place : supprimez une requête, ou exportez celle-ci.',
            );
          }
        }}
      >
        <label>
          Titre <small>(facultatif)</small>
          <input value={titre} onChange={(event) => setTitre(event.currentTarget.value)} />
        </label>
        <button type="submit">Enregistrer la requête</button>
        <button type="button" onClick={exportFile}>
          Exporter
        </button>
        <button type="button" onClick={() => file.current?.click()}>
          Importer
        </button>
        <input
          ref={file}
          type="file"
          accept=".graphql,.gql,.txt"
          aria-label="Fichier de requête à importer"
          hidden
          onChange={(event) => void importFile(event)}
        />
      </form>
      <p role="status">{said}</p>
      <QueryList
        title="Enregistrées"
        empty="Aucune requête enregistrée."
        queries={shelf.read('enregistrees')}
        onOpen={onOpen}
        onForget={(query) =>
          change(() => shelf.forget(query.titre), `« ${query.titre} » supprimée.`)
        }
      />
      <div role="group" aria-label="Collection de votre organisation">
        <button type="button" onClick={exportCollection}>
          Enregistrer la collection
        </button>
        <button type="button" onClick={() => collection.current?.click()}>
          Ouvrir une collection
        </button>
        <input
          ref={collection}
          type="file"
          accept=".json"
          aria-label="Collection à ouvrir"
          hidden
          onChange={(event) => void importCollection(event)}
        />
        <p className="my-queries-note">
          Toutes les requêtes enregistrées en un fichier, que votre organisation range et partage où
          elle veut ; elles sont aussi le tableau de bord de la page « Questions ».
        </p>
      </div>
      <QueryList
        title="Historique"
        empty="Aucune requête exécutée."
        queries={shelf.read('historique')}
        onOpen={onOpen}
      />
      <button
        type="button"
        onClick={() => change(() => shelf.clearHistory(), 'Historique effacé.')}
      >
        Effacer l’historique
      </button>
      <p className="my-queries-note">
        Ce navigateur garde le texte de vos requêtes, leur finalité et les valeurs, dans le texte
        comme dans « Variables », qui ne disent rien d’une personne ; les autres sont à compléter
        quand vous rouvrez la requête. Jamais les réponses ni votre jeton. N’écrivez pas de nom de
        personne dans un commentaire.
      </p>
    </div>
  );
}

interface QueryListProps {
  readonly title: string;
  readonly empty: string;
  readonly queries: readonly ShelvedQuery[];
  readonly onOpen: (query: ShelvedQuery) => void;
  readonly onForget?: (query: ShelvedQuery) => void;
}

function QueryList({ title, empty, queries, onOpen, onForget }: QueryListProps) {
  return (
    <section>
      <h3>{title}</h3>
      {queries.length === 0 && <p className="my-queries-note">{empty}</p>}
      <ul>
        {queries.map((shelved) => (
          <li key={`${shelved.titre} ${shelved.query} ${JSON.stringify(shelved.variables)}`}>
            <button type="button" title={shelved.query} onClick={() => onOpen(shelved)}>
              {shelved.titre}
            </button>
            {onForget && (
              <button
                type="button"
                aria-label={`Supprimer « ${shelved.titre} »`}
                onClick={() => onForget(shelved)}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
