import {
  MotifClotureTrouble,
  StatutTrouble,
} from '../../subgraphs/bailleurs/trouble/trouble-enums.js';
import type { InjonctionPrefectorale } from '../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import type { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import type { TroubleJouissance } from '../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import { scaled, type Chance } from './chance.js';
import type { Stored } from './rows.js';

const inAll = 60;
const statuts = Object.keys(StatutTrouble) as StatutTrouble[];
const motifs = Object.keys(MotifClotureTrouble) as MotifClotureTrouble[];
const order = ['OFFRE_RELOGEMENT', 'ASSIGNATION', 'JUGEMENT', 'EXECUTION'] as const;

/** In every state, in turn; every injunction whose judge the landlord seised has a file of its own. */
export function inventTroubles(
  chance: Chance,
  residences: readonly Stored<Residence>[],
  injonctions: readonly Stored<InjonctionPrefectorale>[],
  scale: number,
): Stored<TroubleJouissance>[] {
  const answering = injonctions.filter(({ statut }) => statut === 'JUGE_SAISI');
  const count = Math.max(2 * statuts.length, scaled(inAll, scale));
  return Array.from({ length: count }, (_, index) => {
    const injonction = answering[index];
    const statut = injonction ? 'ASSIGNATION' : (statuts[index % statuts.length] ?? 'CLOS');
    const reached = order.findIndex((step) => step === statut);
    const dateMiseEnDemeure =
      injonction?.dateInjonction ?? chance.daysAgo(chance.integer(300, 600));
    const offered = !injonction && (statut === 'OFFRE_RELOGEMENT' || chance.happens(0.4));
    const dateOffreRelogement =
      offered && reached >= 0 ? chance.after(dateMiseEnDemeure, 15, 45) : null;
    const since = (day: string, step: (typeof order)[number]): string | null =>
      reached >= order.indexOf(step) ? chance.after(day, 10, 60) : null;
    const dateAssignation =
      injonction?.dateSaisine ?? since(dateOffreRelogement ?? dateMiseEnDemeure, 'ASSIGNATION');
    const dateJugement = dateAssignation && since(dateAssignation, 'JUGEMENT');
    const dateExecution = dateJugement && since(dateJugement, 'EXECUTION');
    const place = injonction ? null : chance.pick(residences);
    const last = dateExecution ?? dateJugement ?? dateAssignation ?? dateOffreRelogement;
    return {
      id: chance.id(),
      bailleurId: place?.bailleurId ?? injonction?.bailleurId ?? '',
      residenceId: place?.id ?? injonction?.residenceId ?? '',
      bail: `B-${String(10_000 + index)}`,
      injonctionId: injonction?.id ?? null,
      dateMiseEnDemeure,
      dateOffreRelogement,
      dateAssignation,
      dateJugement,
      decision:
        dateJugement === null
          ? null
          : dateExecution !== null || chance.happens(0.7)
            ? 'RESILIATION'
            : 'REJET',
      dateExecution,
      motifCloture: statut === 'CLOS' ? chance.pick(motifs.slice(0, 3)) : null,
      statut,
      version: 1,
      statutDepuis: new Date(`${last ?? dateMiseEnDemeure}T08:00:00Z`),
    };
  });
}
