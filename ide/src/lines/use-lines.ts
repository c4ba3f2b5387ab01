import { useEffect, useState } from 'react';
import type { Session } from '../session/session.js';
import type { Line } from './line.js';
import { readLines } from './read-lines.js';

export interface LinesRead {
  /** null: not read, or not told. */
  readonly lines: readonly Line[] | null;
  readonly etat: 'en-cours' | 'lues' | 'echec';
  readonly readAgain: () => void;
}

/** Examined when somebody looks, and not before. */
export function useLines(session: Session, isWanted: boolean): LinesRead {
  const [read, setRead] = useState<readonly Line[] | null | undefined>(undefined);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    let current = true;
    setRead(undefined);
    readLines(session).then(
      (lines) => {
        if (current) setRead(lines);
      },
      // The session is over, and says so itself.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [session, isWanted, turn]);
  const etat = read === undefined ? 'en-cours' : read === null ? 'echec' : 'lues';
  return { lines: read ?? null, etat, readAgain: () => setTurn(turn + 1) };
}
