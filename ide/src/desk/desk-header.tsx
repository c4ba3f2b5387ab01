import type { Session } from '../session/session.js';
import { useSessionEnding } from '../session/use-session-ending.js';
import { ending } from '../session/session-messages.js';
import { sideNames, type Side } from './side-panel.js';
import type { Theme } from './theme.js';

export interface DeskHeaderProps {
  readonly session: Session;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly side: Side | null;
  readonly onSide: (side: Side | null) => void;
}

const sides: readonly Side[] = ['documentation', 'questions', 'requetes'];

/** For whom one works, and how to leave. */
export function DeskHeader({ session, theme, onTheme, side, onSide }: DeskHeaderProps) {
  const isEnding = useSessionEnding(session);
  return (
    <header className="desk-header">
      <h1>Passerelle</h1>
      <p className="desk-organisation">
        <span className="visually-hidden">Vous travaillez pour : </span>
        {session.nom}
      </p>
      <div role="alert" className="desk-alert">
        {isEnding && ending}
      </div>
      {sides.map((offered) => (
        <button
          key={offered}
          type="button"
          aria-pressed={side === offered}
          onClick={() => onSide(side === offered ? null : offered)}
        >
          {sideNames[offered]}
        </button>
      ))}
      <button type="button" onClick={() => session.leave()}>
        Changer d’organisation
      </button>
      <button type="button" onClick={() => onTheme(theme === 'dark' ? 'light' : 'dark')}>
        {theme === 'dark' ? 'Thème clair' : 'Thème sombre'}
      </button>
      <button type="button" onClick={() => void session.signOut()}>
        Se déconnecter
      </button>
    </header>
  );
}
