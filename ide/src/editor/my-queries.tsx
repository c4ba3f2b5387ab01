import { useRef, useState, type ChangeEvent } from 'react';
import { downloadQuery, readQueryFile, UnreadableQueryFile } from './query-file.js';
import { titleOf, type QueryShelf, type ShelvedQuery } from './query-shelf.js';
import './my-queries.css';

export interface MyQueriesProps {
  readonly shelf: QueryShelf;
  /** What is in the editor now. */
  readonly current: () => Omit<ShelvedQuery, 'titre'>;
  readonly onOpen: (query: ShelvedQuery) => void;
}

/** « Mes requêtes »: saved and past ones, and sharing one by file. */
export function MyQueries({ shelf, current, onOpen }: MyQueriesProps) {
  const [, redraw] = useState(0);
  const [titre, setTitre] = useState('');
  const [said, setSaid] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const change = (work: () => void, message: string) => {
    work();
    setSaid(message);
    redraw((count) => count + 1);
  };

  const named = (): ShelvedQuery => {
    const query = current();
    return { ...query, titre: titre.trim() || titleOf(query.query) };
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
        <button type="button" onClick={() => downloadQuery(named())}>
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
        Ce navigateur garde le texte de vos requêtes et leur finalité : jamais les variables, les
        réponses ni votre jeton. N’écrivez pas de nom de personne dans le texte d’une requête ;
        mettez les valeurs dans « Variables ».
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
          <li key={shelved.query}>
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
