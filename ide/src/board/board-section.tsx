import { useMemo, useState, useSyncExternalStore } from 'react';
import type { QueryShelf, ShelvedQuery } from '../editor/query-shelf.js';
import type { Graphs } from '../editor/graphs.js';
import { readText } from '../gallery/question-list.js';
import { useGraph } from '../graphql/use-graph.js';
import type { AskedQuestion, AskedQuestions } from '../home/asked-questions.js';
import { columnsOf, isTechnical } from '../results/columns.js';
import { rowsText } from '../results/cover.js';
import { shownText } from '../results/rows.js';
import { listWords } from '../results/list-words.js';
import { findTables } from '../results/tables.js';
import { opensPersons, type UsefulPurpose } from '../rights/useful-purposes.js';
import type { Finalite } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { tilesOf, type Tile } from './board.js';
import { TileFigure } from './tile-figure.js';
import './board.css';

export interface BoardSectionProps {
  readonly session: Session;
  readonly theme: string;
  readonly shelf: QueryShelf;
  readonly graphs: Graphs;
  readonly finalites: readonly Finalite[];
  readonly useful: readonly UsefulPurpose[] | null;
  /** Of the dashboard alone: apart from the questions of the list. */
  readonly asked: AskedQuestions;
  readonly onOpen: (query: ShelvedQuery) => void;
}

/** Of each answer. */
const shownRows = 5;
const shownColumns = 3;

/** « Tableau de bord »: the organisation's saved questions, read together when it is wanted. */
export function BoardSection(props: BoardSectionProps) {
  const { session, theme, shelf, graphs, finalites, useful, asked, onOpen } = props;
  const [tiles] = useState(() => tilesOf(shelf.read('enregistrees')));
  const answers = useSyncExternalStore(asked.subscribe, asked.current);
  if (tiles.length === 0) return null;
  const isSilent = (id: string) => {
    const purpose = useful?.find((known) => known.id === id);
    return purpose !== undefined && !opensPersons(purpose);
  };
  const refresh = (): void => {
    for (const { question, shelved, isComplete } of tiles) {
      if (!isComplete) continue;
      if (answers.has(question.id)) void asked.run(question.id);
      else asked.choose(question, shelved.variables, isSilent);
    }
  };
  return (
    <section className="board" aria-labelledby="board">
      <div className="board-title">
        <h3 id="board">Tableau de bord</h3>
        <button type="button" disabled={useful === null} onClick={refresh}>
          Actualiser tout
        </button>
      </div>
      <ul className="board-tiles">
        {tiles.map((tile) => (
          <BoardTile
            key={tile.question.id}
            tile={tile}
            asked={answers.get(tile.question.id)}
            session={session}
            theme={theme}
            graphs={graphs}
            finalites={finalites}
            onOpen={() => onOpen(tile.shelved)}
            onDeclare={() => asked.declare(tile.question.id)}
          />
        ))}
      </ul>
    </section>
  );
}

type Around = Pick<BoardSectionProps, 'session' | 'theme' | 'graphs' | 'finalites'>;

interface BoardTileProps extends Around {
  readonly tile: Tile;
  readonly asked: AskedQuestion | undefined;
  readonly onOpen: () => void;
  readonly onDeclare: () => void;
}

function BoardTile(props: BoardTileProps) {
  const { tile, asked, finalites, onOpen, onDeclare } = props;
  const { question, isComplete } = tile;
  const panneau = tile.shelved.vue?.panneau ?? 'tableau';
  const purposes = question.finalites.map(
    (id) => finalites.find((known) => known.id === id)?.libelle ?? id,
  );
  return (
    <li aria-busy={asked?.enCours ?? false} data-vue={panneau}>
      <h4>
        <button type="button" onClick={onOpen}>
          {question.titre}
        </button>
      </h4>
      {purposes.length > 0 && <p className="chip chip-purpose">Finalité : {purposes.join(', ')}</p>}
      <p className="board-note" role="status">
        {!isComplete
          ? 'À compléter : ouvrez-la.'
          : !asked
            ? 'Pas encore lue.'
            : asked.enCours
              ? 'Réponse attendue…'
              : asked.lueA && readText(asked.lueA)}
      </p>
      {asked && asked.aDeclarer.length > 0 && (
        <button type="button" onClick={onDeclare}>
          Déclarer cette finalité et lire
        </button>
      )}
      {asked?.exchange && <TileAnswer {...props} asked={asked} />}
    </li>
  );
}

interface TileAnswerProps extends Around {
  readonly tile: Tile;
  readonly asked: AskedQuestion;
}

function TileAnswer({ tile, asked, session, theme, graphs, finalites }: TileAnswerProps) {
  const { exchange, query, finalite } = asked;
  const { vue } = tile.shelved;
  const schema = useGraph(graphs, finalite);
  const [table] = useMemo(
    () =>
      findTables(exchange?.body.data ?? null, listWords({ query, operationName: null, schema })),
    [exchange, query, schema],
  );
  if (exchange && exchange.body.errors.length > 0 && !table) {
    return <p className="board-note">Sans réponse : ouvrez-la pour savoir pourquoi.</p>;
  }
  if (!table) return <p className="board-note">Aucune ligne.</p>;
  if (exchange && vue && vue.panneau !== 'tableau') {
    const { titre } = tile.question;
    return <TileFigure {...{ session, theme, finalites, exchange, schema, vue, titre }} />;
  }
  const columns = columnsOf(table, { query, operationName: null, schema })
    .filter((column) => !isTechnical(column, table.lignes))
    .slice(0, shownColumns);
  return (
    <>
      <p className="board-count">
        {rowsText(table.lignes.length, table.lignes.length, table.total)}
      </p>
      <table>
        <thead>
          <tr>
            {columns.map(({ id, titre }) => (
              <th key={id} scope="col">
                {titre}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.lignes.slice(0, shownRows).map((ligne, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.id}>{shownText(ligne[column.id], column)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
