import { OwnLine } from '../lines/own-line.js';
import { useDisclosure } from '../page/use-disclosure.js';
import type { Configuration } from '../session/configuration.js';
import type { Session } from '../session/session.js';
import type { Theme } from './theme.js';

export interface AccountMenuProps {
  readonly session: Session;
  readonly configuration: Configuration;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}

/** For whom one works, and all that is seldom wanted. */
export function AccountMenu({ session, configuration, theme, onTheme }: AccountMenuProps) {
  const { isOpen, setOpen, id, root, button } = useDisclosure();

  return (
    <div className="account" ref={root}>
      <button
        type="button"
        ref={button}
        className="account-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="visually-hidden">Vous travaillez pour : </span>
        <span className="account-name">{session.nom}</span>
        <span aria-hidden="true">&nbsp;▾</span>
      </button>
      <div id={id} className="account-menu" hidden={!isOpen}>
        <p>{session.nom}</p>
        <OwnLine session={session} configuration={configuration} isWanted={isOpen} />
        <button type="button" onClick={() => onTheme(theme === 'dark' ? 'light' : 'dark')}>
          {theme === 'dark' ? 'Thème clair' : 'Thème sombre'}
        </button>
        <a href={`${import.meta.env.BASE_URL}accessibilite.html`} target="_blank" rel="noreferrer">
          Accessibilité : non conforme
        </a>
        <a href={`${import.meta.env.BASE_URL}licences.txt`} target="_blank" rel="noreferrer">
          Licences des logiciels
        </a>
        <button type="button" onClick={() => session.leave()}>
          Changer d’organisation
        </button>
        <button type="button" onClick={() => void session.signOut()}>
          Se déconnecter
        </button>
      </div>
    </div>
  );
}
