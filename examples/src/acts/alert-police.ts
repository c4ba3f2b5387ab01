import type { Ask } from '../ask.js';
import { unreachable, type Failure } from '../failure.js';
import { frenchDay } from '../french-day.js';
import type { LieuIncident, MesResidencesQuery, TypeIncident } from '../generated/graphql.js';
import { enterMutation, prepareMutation, transmitMutation } from '../incidents.js';
import type { Labels } from '../vocabulary.js';

export type Residence = NonNullable<MesResidencesQuery['residences']>['nodes'][number];

export interface Alert {
  readonly residence: Residence;
  readonly type: TypeIncident;
  readonly lieuType: LieuIncident;
  readonly gravite: number;
  /** AAAA-MM-JJ. */
  readonly dateFaits: string;
  readonly appel17: boolean;
}

/** Why nothing was done: in French, and beside which field it belongs. */
interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly champ?: string | null | undefined;
}

export type Outcome =
  | { readonly etat: 'fait'; readonly message: string }
  | { readonly etat: 'refuse'; readonly erreurs: readonly Refusal[] }
  /** No word whether it was done: asked again under the same key, it is done once. */
  | { readonly etat: 'sans-reponse'; readonly failure: Failure };

/** Whose force comes to a residence; null: none is established there, and nobody would read it. */
function forceOf({ commune }: Residence): string | null {
  if (commune?.zoneCompetence === 'PN') return 'police-nationale-86';
  return commune?.zoneCompetence === 'GN' ? 'gendarmerie-86' : null;
}

/**
 * Enters an incident and alerts the force that is competent where it happened: three acts, each of
 * which may be refused.
 * @param cle the same for every attempt of one form, and another for the next.
 */
export async function alertPolice(ask: Ask, alert: Alert, cle: string): Promise<Outcome> {
  const { residence, appel17, ...facts } = alert;
  const force = forceOf(residence);
  if (force === null) {
    const message = 'Aucune force n’est établie dans cette commune : appelez le 17.';
    return { etat: 'refuse', erreurs: [{ code: 'SANS_FORCE', message, champ: 'residence' }] };
  }
  const entered = await ask(enterMutation, {
    saisie: { ...facts, residence: residence.id, appel17 },
    cle: `${cle}-incident`,
  });
  const { incident, erreurs = [] } = entered.data?.saisirIncident ?? {};
  if (!incident) return undone(erreurs, entered.failure);
  const prepared = await ask(prepareMutation, {
    saisie: {
      incidents: [incident.id],
      destinataires: [force],
      urgence: appel17 ? 'URGENCE' : 'NORMALE',
      appel17,
    },
    cle: `${cle}-signalement`,
  });
  const { signalement, erreurs: refused = [] } = prepared.data?.creerSignalement ?? {};
  if (!signalement) return undone(refused, prepared.failure);
  const sent = await ask(transmitMutation, {
    id: signalement.id,
    version: signalement.version,
    cle: `${cle}-transmission`,
  });
  const done = sent.data?.transmettreSignalement;
  if (!done?.signalement) return undone(done?.erreurs ?? [], sent.failure);
  return { etat: 'fait', message: `Transmis le ${frenchDay(done.signalement.dateTransmission)}` };
}

function undone(erreurs: readonly Refusal[], failure: Failure | null): Outcome {
  return erreurs.length > 0
    ? { etat: 'refuse', erreurs }
    : { etat: 'sans-reponse', failure: failure ?? unreachable };
}

/** What is read once more before it is sent. @param labels of the types */
export function summaryOf(alert: Alert, labels: Labels): string {
  const { residence, type, gravite, dateFaits } = alert;
  const label = labels.get(type) ?? type;
  return `${label}, ${residence.nom} (${residence.commune?.nom ?? ''}), le ${frenchDay(dateFaits)}, gravité ${gravite} ; destinataire : ${forceOf(residence) ?? 'aucun'}.`;
}
