import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import { useSessionEnding } from '../session/use-session-ending.js';
import { ending } from '../session/session-messages.js';
import { AccountMenu } from './account-menu.js';
import type { Theme } from './theme.js';
import { viewNames, type View } from './view.js';

export interface DeskHeaderProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** How many cases wait for the organisation, as it is shown; empty: none. */
  readonly waiting: string;
  /** Before a page is chosen: one is about to. */
  readonly onNear: (view: View) => void;
}

const views = Object.keys(viewNames) as readonly View[];

/** Where one is, and for whom one works. */
export function DeskHeader({
  session,
  configuration,
  theme,
  onTheme,
  view,
  onView,
  waiting,
  onNear,
}: DeskHeaderProps) {
  const isEnding = useSessionEnding(session);
  return (
    <header className="desk-header">
      <h1>Passerelle</h1>
      <nav className="desk-views" aria-label="Pages">
        {views.map((offered) => (
          <button
            key={offered}
            type="button"
            aria-current={view === offered ? 'page' : undefined}
            onPointerEnter={() => onNear(offered)}
            onFocus={() => onNear(offered)}
            onClick={() => onView(offered)}
          >
            {viewNames[offered]}
            {offered === 'a-traiter' && waiting !== '' && (
              <span className="desk-waiting">{waiting}</span>
            )}
          </button>
        ))}
      </nav>
      <AccountMenu
        session={session}
        configuration={configuration}
        theme={theme}
        onTheme={onTheme}
      />
      <div role="alert" className="desk-alert">
        {isEnding && ending}
      </div>
    </header>
  );
}
