import type {
  EtudeSurete,
  MesureSecurisation,
  ProgrammeRenovation,
  ProgrammeResidence,
} from '../../subgraphs/bailleurs/renovation/programme-renovation.js';
import {
  AvisForces,
  Financeur,
  StatutSecurisation,
  TypeProgramme,
} from '../../subgraphs/bailleurs/renovation/renovation-enums.js';
import type { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import { scaled, type Chance } from './chance.js';
import { villeOf } from './places.js';
import type { Stored } from './rows.js';

export interface Renovations {
  readonly programmes: readonly Stored<ProgrammeRenovation>[];
  readonly residences: readonly Stored<ProgrammeResidence>[];
  readonly mesures: readonly Stored<MesureSecurisation>[];
  readonly etudes: readonly Stored<EtudeSurete>[];
}

const programmesInAll = 40;
const statuts = Object.keys(StatutSecurisation) as StatutSecurisation[];
const types = Object.keys(TypeProgramme) as TypeProgramme[];
const financeurs = Object.keys(Financeur) as Financeur[];
const advised = new Set<StatutSecurisation>([
  'AVIS_FORCES',
  'MESURES_ARRETEES',
  'VERIFIE',
  'TRAVAUX',
  'CLOS',
]);
const settled = new Set<StatutSecurisation>(['MESURES_ARRETEES', 'VERIFIE', 'TRAVAUX', 'CLOS']);

/** Programmes in every state, in turn, with the measures and the study that go with it. */
export function inventRenovations(
  chance: Chance,
  residences: readonly Stored<Residence>[],
  scale: number,
): Renovations {
  const made = {
    programmes: [] as Stored<ProgrammeRenovation>[],
    residences: [] as Stored<ProgrammeResidence>[],
    mesures: [] as Stored<MesureSecurisation>[],
    etudes: [] as Stored<EtudeSurete>[],
  };
  const inAll = Math.max(statuts.length, scaled(programmesInAll, scale));
  for (let index = 0; index < inAll; index++) {
    const statut = statuts[index % statuts.length] ?? 'BESOIN';
    const residence = chance.pick(residences);
    const debutPrevu = chance.daysAgo(chance.integer(200, 600));
    const programme: Stored<ProgrammeRenovation> = {
      id: chance.id(),
      bailleurId: residence.bailleurId,
      communeCode: residence.communeCode,
      type: chance.pick(types),
      financeur: chance.pick(financeurs),
      debutPrevu,
      finPrevue: chance.after(debutPrevu, 100, 200),
      nbLogements: residence.nbLogements,
      diagnosticId: null,
      avisForces: advised.has(statut) ? adviceOf(chance, statut) : null,
      statut,
      version: 1,
      statutDepuis: new Date(`${debutPrevu}T08:00:00Z`),
    };
    made.programmes.push(programme);
    made.residences.push({ programmeId: programme.id, residenceId: residence.id });
    if (settled.has(statut)) {
      const mayor = villeOf(residence.communeCode) ?? residence.bailleurId;
      made.mesures.push(
        measure(chance, programme, 'GARDIENNAGE', residence.bailleurId),
        measure(chance, programme, 'ECLAIRAGE', mayor),
      );
    }
    if (statut === 'ESSP_REQUISE' || (advised.has(statut) && chance.happens(0.3))) {
      made.etudes.push(inventStudy(chance, programme));
    }
  }
  return made;
}

function adviceOf(chance: Chance, statut: StatutSecurisation): AvisForces {
  if (statut !== 'AVIS_FORCES') return chance.weighted({ FAVORABLE: 70, RESERVES: 30 });
  return chance.pick(Object.keys(AvisForces) as AvisForces[]);
}

function measure(
  chance: Chance,
  { id }: Stored<ProgrammeRenovation>,
  nature: MesureSecurisation['nature'],
  responsableId: string,
): Stored<MesureSecurisation> {
  return { id: chance.id(), programmeId: id, nature, responsableId };
}

function inventStudy(
  chance: Chance,
  { id, statut, debutPrevu }: Stored<ProgrammeRenovation>,
): Stored<EtudeSurete> {
  const deposited = statut !== 'ESSP_REQUISE';
  return {
    id: chance.id(),
    programmeId: id,
    obligatoire: true,
    reference: deposited ? `ESSP-${chance.integer(100, 999)}` : null,
    dateDepot: deposited ? debutPrevu : null,
    dateAvis: deposited ? debutPrevu : null,
    synthese: deposited ? 'Fermer l’accès arrière et éclairer le cheminement (inventé).' : null,
  };
}
