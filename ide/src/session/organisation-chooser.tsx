import type { Organisation } from './configuration.js';
import './organisation-chooser.css';

export interface OrganisationChooserProps {
  readonly organisations: readonly Organisation[];
  /** Chosen the last time in this browser. */
  readonly last: string | null;
  /** What has just happened, if anything: a session that ended, a sign-in that failed. */
  readonly notice: string | null;
  readonly onChoose: (organisation: Organisation) => void;
  readonly leavingFor: string | null;
}

/** The first page: for whom the analyst works. Their own identity provider does the rest. */
export function OrganisationChooser(props: OrganisationChooserProps) {
  const { organisations, last, notice, onChoose, leavingFor } = props;
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
      {groupsOf(organisations).map(({ titre, members }) => (
        <section key={titre} aria-label={titre}>
          <h3>{titre}</h3>
          <ul className="chooser-list">
            {members.map((organisation) => (
              <li key={organisation.id}>
                <button
                  type="button"
                  // The last one is where most begin again.
                  autoFocus={organisation.id === last}
                  className={organisation.id === last ? 'chooser-last' : undefined}
                  disabled={leavingFor !== null}
                  aria-busy={leavingFor === organisation.id}
                  onClick={() => onChoose(organisation)}
                >
                  {organisation.nom}
                </button>
                {organisation.id === last && <small>votre dernier choix</small>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="chooser-note">
        Vous serez conduit vers le fournisseur d’identité de votre organisation. Votre jeton reste
        dans la mémoire de cette page : il disparaît quand vous la fermez.
      </p>
      <p className="chooser-note">
        <a href={`${import.meta.env.BASE_URL}accessibilite.html`}>Accessibilité : non conforme</a>
      </p>
    </main>
  );
}

const groups: readonly { readonly titre: string; readonly natures: readonly string[] }[] = [
  { titre: 'État', natures: ['etat', 'justice', 'police', 'gendarmerie'] },
  { titre: 'Villes et communautés', natures: ['ville', 'epci'] },
  { titre: 'Bailleurs', natures: ['bailleur'] },
];

/** By kind, in the convention's own order; a kind that is not known here comes last. */
function groupsOf(organisations: readonly Organisation[]) {
  const known = groups.flatMap(({ natures }) => natures);
  return [
    ...groups.map(({ titre, natures }) => ({
      titre,
      members: organisations.filter(({ nature }) => natures.includes(nature)),
    })),
    { titre: 'Autres', members: organisations.filter(({ nature }) => !known.includes(nature)) },
  ].filter(({ members }) => members.length > 0);
}
