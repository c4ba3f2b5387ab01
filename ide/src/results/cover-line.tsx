import { coverLine, type Cover } from './cover.js';

/** What the figure below answers, and where it comes from. */
export function CoverLine({ cover }: { readonly cover: Cover }) {
  return (
    <header className="results-cover">
      {!cover.titree && <h2>{cover.titre}</h2>}
      <p>{coverLine(cover)}</p>
    </header>
  );
}
