import type { Organisation } from './configuration.js';
import './organisation-chooser.css';

export interface OrganisationChooserProps {
  readonly organisations: readonly Organisation[];
  /** What has just happened, if anything: a session that ended, a sign-in that failed. */
  readonly notice: string | null;
  readonly onChoose: (organisation: Organisation) => void;
  readonly leavingFor: string | null;
}

/** The first page: for whom the analyst works. Their own identity provider does the rest. */
export function OrganisationChooser(props: OrganisationChooserProps) {
  const { organisations, notice, onChoose, leavingFor } = props;
  return (
    <main className="chooser">
      <h1>Passerelle</h1>
      <p className="chooser-lead">
        L’explorateur des données de la convention « tranquillité, sécurité et logement social dans
        la Vienne ». Chaque signataire y voit son propre graphe : ce que la convention lui ouvre, et
        rien d’autre.
      </p>
      <div role="status">{notice !== null && <p className="notice">{notice}</p>}</div>
      <h2 id="chooser-title">Pour quelle organisation travaillez-vous ?</h2>
      <ul className="chooser-list" aria-labelledby="chooser-title">
        {organisations.map((organisation) => (
          <li key={organisation.id}>
            <button
              type="button"
              disabled={leavingFor !== null}
              aria-busy={leavingFor === organisation.id}
              onClick={() => onChoose(organisation)}
            >
              {organisation.nom}
            </button>
          </li>
        ))}
      </ul>
      <p className="chooser-note">
        Vous serez conduit vers le fournisseur d’identité de votre organisation. Votre jeton reste
        dans la mémoire de cette page : il disparaît quand vous la fermez.
      </p>
    </main>
  );
}
