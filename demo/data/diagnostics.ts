import type { Constat } from '../../subgraphs/bailleurs/diagnostic/constat.js';
import type {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from '../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import {
  LieuConstat,
  MotifDiagnostic,
  StatutDiagnostic,
  ThemeConstat,
  type StatutConstat,
} from '../../subgraphs/bailleurs/diagnostic/diagnostic-enums.js';
import type { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import { scaled, type Chance } from './chance.js';
import { epciOf, serviceOf, villeOf } from './places.js';
import { daysLater, drawnBy } from './history/days.js';
import type { Stored } from './rows.js';

export interface Diagnostics {
  readonly diagnostics: readonly Stored<DiagnosticEnMarchant>[];
  readonly residences: readonly Stored<DiagnosticResidence>[];
  readonly participants: readonly Stored<ParticipantDiagnostic>[];
  readonly constats: readonly Stored<Constat>[];
}

const diagnosticsInAll = 90;
const statuts = Object.keys(StatutDiagnostic) as StatutDiagnostic[];
const motifs = Object.keys(MotifDiagnostic) as MotifDiagnostic[];
const themes = Object.keys(ThemeConstat) as ThemeConstat[];
const lieux = Object.keys(LieuConstat) as LieuConstat[];
const descriptions = [
  'Deux lampes sur cinq éteintes.',
  'Porte qui ne se ferme plus.',
  'Haie qui cache l’entrée depuis la rue.',
  'Encombrants devant les caves.',
  'Véhicules ventouses devant l’accès des secours.',
];

/** What the constats of a diagnostic can be at each of its stages. */
const constatsAt: Readonly<Partial<Record<StatutDiagnostic, readonly StatutConstat[]>>> = {
  REALISE: ['RELEVE', 'PROPOSE', 'ECARTE'],
  PLAN_ACTIONS: ['PROPOSE', 'ACCEPTE'],
  SUIVI: ['ACCEPTE', 'REALISE', 'VERIFIE'],
  CLOS: ['VERIFIE', 'ECARTE'],
};
const visited = new Set<StatutDiagnostic>(['REALISE', 'PLAN_ACTIONS', 'SUIVI', 'CLOS']);

/** Diagnostics in every state, in turn, of all bailleurs, and constats in every state with them. */
export function inventDiagnostics(
  chance: Chance,
  residences: readonly Stored<Residence>[],
  scale: number,
): Diagnostics {
  const made = {
    diagnostics: [] as Stored<DiagnosticEnMarchant>[],
    residences: [] as Stored<DiagnosticResidence>[],
    participants: [] as Stored<ParticipantDiagnostic>[],
    constats: [] as Stored<Constat>[],
  };
  const inAll = Math.max(2 * statuts.length, scaled(diagnosticsInAll, scale));
  for (let index = 0; index < inAll; index++) {
    const statut = statuts[index % statuts.length] ?? 'DEMANDE';
    const residence = chance.pick(residences);
    const diagnostic = inventDiagnostic(chance, residence, statut);
    made.diagnostics.push(diagnostic);
    made.residences.push({ diagnosticId: diagnostic.id, residenceId: residence.id });
    if (diagnostic.datePlanifiee === null) continue;
    const invited = inventParticipants(chance, diagnostic);
    made.participants.push(...invited);
    const pilots = [residence.bailleurId, ...invited.map(({ signataireId }) => signataireId)];
    for (const [number, state] of (constatsAt[statut] ?? []).entries()) {
      made.constats.push(inventConstat(chance, diagnostic, state, number, chance.pick(pilots)));
    }
  }
  return made;
}

function inventDiagnostic(
  chance: Chance,
  { bailleurId, communeCode }: Stored<Residence>,
  statut: StatutDiagnostic,
): Stored<DiagnosticEnMarchant> {
  const dateSouhaitee = chance.daysAgo(chance.integer(60, 500));
  const planned = visited.has(statut) || statut === 'PLANIFIE';
  const datePlanifiee = planned ? chance.after(dateSouhaitee, 0, 30) : null;
  const last = datePlanifiee ?? dateSouhaitee;
  const id = chance.id();
  return {
    id,
    bailleurId,
    communeCode,
    instructeurId: villeOf(communeCode) ?? epciOf(communeCode),
    motif: chance.pick(motifs),
    // What was asked and has no answer yet is wished for a day to come.
    dateSouhaitee:
      statut === 'DEMANDE' ? daysLater(chance.day, drawnBy(id)(12, 20)) : dateSouhaitee,
    datePlanifiee,
    dateRealisation: visited.has(statut) ? datePlanifiee : null,
    motifRefus: statut === 'REFUSE' ? 'DIAGNOSTIC_RECENT' : null,
    statut,
    version: 1,
    statutDepuis: new Date(`${last}T08:00:00Z`),
  };
}

function inventParticipants(
  chance: Chance,
  { id, communeCode, instructeurId }: Stored<DiagnosticEnMarchant>,
): Stored<ParticipantDiagnostic>[] {
  const relay = { signataireId: epciOf(communeCode), qualite: 'RELAIS_INTERMEDIAIRE' } as const;
  const members = new Set([
    serviceOf(communeCode),
    ...(chance.happens(0.3) ? ['prefecture-86'] : []),
    ...(instructeurId === relay.signataireId ? [] : [instructeurId]),
  ]);
  return [
    relay,
    ...[...members].map((signataireId) => ({ signataireId, qualite: 'MEMBRE' as const })),
  ].map((invited) => ({ id: chance.id(), diagnosticId: id, ...invited }));
}

function inventConstat(
  chance: Chance,
  { id, bailleurId, dateRealisation }: Stored<DiagnosticEnMarchant>,
  statut: StatutConstat,
  number: number,
  pilot: string,
): Stored<Constat> {
  const seen = dateRealisation ?? chance.daysAgo(30);
  const piloted = statut !== 'RELEVE' && statut !== 'ECARTE';
  return {
    id: chance.id(),
    diagnosticId: id,
    theme: chance.pick(themes),
    lieu: chance.pick(lieux),
    description: chance.pick(descriptions),
    photo: null,
    priorite: 1 + (number % 3),
    releveParId: bailleurId,
    piloteId: piloted ? pilot : null,
    echeance: piloted ? chance.after(seen, 20, 90) : null,
    motifRefusPilote: null,
    statut,
    version: 1,
    statutDepuis: new Date(`${seen}T08:00:00Z`),
  };
}
