import type { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import type { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import type {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
} from '../../subgraphs/bailleurs/signalement/signalement.js';
import { scaled, type Chance } from './chance.js';
import { lateWith } from './history/answers.js';
import { drawnBy } from './history/days.js';
import { epciOf, serviceOf, villeOf } from './places.js';
import { byResidence, type Stored } from './rows.js';

export interface Signalements {
  readonly signalements: readonly Stored<Signalement>[];
  readonly incidents: readonly Stored<SignalementIncident>[];
  readonly destinataires: readonly Stored<SignalementDestinataire>[];
  readonly suites: readonly Stored<SuiteOperationnelle>[];
}

const signalementsInAll = 1200;
const statuts = {
  BROUILLON: 6,
  TRANSMIS: 10,
  ACCUSE_RECEPTION: 10,
  QUALIFIE: 10,
  EN_TRAITEMENT: 14,
  SUITE_COMMUNIQUEE: 20,
  REORIENTE: 5,
  CLOS: 25,
} as const;
const toldOf = new Set<Signalement['statut']>(['SUITE_COMMUNIQUEE', 'CLOS', 'LIE_A_PLAINTE']);

/** What waits for an acknowledgement was sent in the last days, or is late: of old files nobody waits. */
const unanswered = new Set<Signalement['statut']>(['TRANSMIS', 'REORIENTE']);

const qualified = new Set<Signalement['statut']>([
  'QUALIFIE',
  'EN_TRAITEMENT',
  'SUITE_COMMUNIQUEE',
  'LIE_A_PLAINTE',
  'CLOS',
]);

/** What bailleurs reported to their partners, one to three incidents of one résidence at a time. */
export function inventSignalements(
  chance: Chance,
  incidents: readonly Stored<Incident>[],
  plaintes: readonly Stored<Plainte>[],
  authors: ReadonlyMap<string, string>,
  scale: number,
): Signalements {
  const neighbours = byResidence(incidents);
  const complained = new Set(plaintes.map(({ incidentId }) => incidentId));
  const made = {
    signalements: [] as Stored<Signalement>[],
    incidents: [] as Stored<SignalementIncident>[],
    destinataires: [] as Stored<SignalementDestinataire>[],
    suites: [] as Stored<SuiteOperationnelle>[],
  };
  for (let left = scaled(signalementsInAll, scale); left > 0; left--) {
    const first = chance.pick(incidents);
    const others = neighbours.get(first.residenceId) ?? [first];
    const told = new Set([
      first,
      ...Array.from({ length: chance.integer(0, 2) }, () => chance.pick(others)),
    ]);
    const statut = complained.has(first.id) ? 'LIE_A_PLAINTE' : chance.weighted(statuts);
    const latest =
      [...told]
        .map(({ dateFaits }) => dateFaits)
        .toSorted()
        .at(-1) ?? first.dateFaits;
    const drawn = statut === 'BROUILLON' ? null : chance.after(latest, 0, 10);
    const id = chance.id();
    const sent = unanswered.has(statut) ? lately(chance, id, first.bailleurId, latest) : drawn;
    made.signalements.push({
      id,
      bailleurId: first.bailleurId,
      communeCode: first.communeCode,
      auteurId: authors.get(first.bailleurId) ?? null,
      dateTransmission: sent,
      urgence: chance.weighted({ NORMALE: 80, ELEVEE: 20 }),
      statut,
      version: 1,
      statutDepuis: sent === null ? null : new Date(`${sent}T08:00:00Z`),
      qualification: qualified.has(statut)
        ? chance.weighted({ NON_PENAL: 40, CONTRAVENTION: 25, DELIT: 33, URGENCE: 2 })
        : null,
      motifContestation: null,
      appel17: false,
      plainteId: null,
    });
    for (const incident of told)
      made.incidents.push({ signalementId: id, incidentId: incident.id });
    const addressees = inventAddressees(chance, first.communeCode);
    for (const signataireId of addressees)
      made.destinataires.push({ signalementId: id, signataireId });
    if (drawn === null || !toldOf.has(statut)) continue;
    const suite = {
      id: chance.id(),
      signalementId: id,
      auteurId: answeringOf(chance.pick(addressees), first.communeCode),
      nature: chance.weighted({
        PASSAGE: 35,
        INTERVENTION: 20,
        MEDIATION: 15,
        CONTACT_BAILLEUR: 20,
        SANS_SUITE: 10,
      }),
      date: chance.after(drawn, 1, 30),
    };
    // Of what became a complaint nothing was told yet: it would be told already.
    if (statut !== 'LIE_A_PLAINTE') made.suites.push(suite);
  }
  return made;
}

/** A day of the last week, by the row itself; a few of some landlords have waited longer. */
function lately(chance: Chance, id: string, bailleur: string, facts: string): string {
  const draw = drawnBy(id);
  const isLate = lateWith.has(bailleur) && draw(0, 20) === 0;
  const day = chance.daysAgo(isLate ? draw(9, 20) : draw(0, 5));
  return day < facts ? facts : day;
}

/** The préfecture, the parquet and an EPCI read what they are sent; forces and cities answer. */
function answeringOf(addressee: string, commune: string): string {
  return addressee === villeOf(commune) ? addressee : serviceOf(commune);
}

function inventAddressees(chance: Chance, commune: string): string[] {
  const ville = villeOf(commune);
  return [
    serviceOf(commune),
    ...(ville !== null && chance.happens(0.6) ? [ville] : []),
    ...(chance.happens(0.25) ? [epciOf(commune)] : []),
    ...(chance.happens(0.1) ? ['prefecture-86'] : []),
    ...(chance.happens(0.1) ? ['parquet-poitiers'] : []),
  ];
}
