import { useEffect, useRef } from 'react';
import type { View } from './view.js';

/** Where one is on the desk: what Back and Forward go through. */
export interface DeskSpot {
  /** The page, and the question that is chosen on it. */
  readonly view: View;
  readonly question: string | null;
  /** The query that is looked at in the editor. */
  readonly tab: string;
  readonly panel: string;
}

const key = 'passerelle';
/** Stands before the first spot of a desk: before it there is only the way one came in. */
const entrance = 'entree';

/**
 * Each place one goes to on the desk is one in the browser's history. Before the first one Back stays
 * on the desk: what lies there are pages of a sign-in, which are over.
 */
export function useDeskHistory(spot: DeskSpot, goTo: (spot: DeskSpot) => void): void {
  const { view, question, tab, panel } = spot;
  const going = useRef(goTo);
  useEffect(() => {
    going.current = goTo;
  });
  useEffect(() => {
    const back = ({ state }: PopStateEvent): void => {
      const to = spotIn(state);
      if (to) going.current(to);
      else history.forward();
    };
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  useEffect(() => {
    if (tab === '') return;
    const at = spotIn(history.state);
    const isThere =
      at?.view === view && at.question === question && at.tab === tab && at.panel === panel;
    if (isThere) return;
    if (at === null) history.replaceState({ [key]: entrance }, '');
    history.pushState({ [key]: { view, question, tab, panel } }, '');
  }, [view, question, tab, panel]);
}

function spotIn(state: unknown): DeskSpot | null {
  if (typeof state !== 'object' || state === null) return null;
  const spot = (state as { [key]?: unknown })[key];
  return typeof spot === 'object' && spot !== null ? (spot as DeskSpot) : null;
}
