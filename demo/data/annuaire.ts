import type { Correspondant } from '../../subgraphs/ville/correspondant/correspondant.js';
import type {
  Instance,
  InstanceMembre,
  Reunion,
  TypeInstance,
} from '../../subgraphs/ville/instance/instance.js';
import {
  MotifAnnulationReunion,
  NatureDecisionInstance,
  ThemeReunion,
  type QualiteMembre,
} from '../../subgraphs/ville/instance/instance-enums.js';
import type {
  DecisionInstance,
  DemandeReunion,
} from '../../subgraphs/ville/instance/instance-work.js';
import { Chance } from './chance.js';
import type { Stored } from './rows.js';

export interface Annuaire {
  readonly correspondants: readonly Stored<Correspondant>[];
  readonly instances: readonly Stored<Instance>[];
  readonly membres: readonly Stored<InstanceMembre>[];
  readonly reunions: readonly Stored<Reunion>[];
  readonly demandes: readonly Stored<DemandeReunion>[];
  readonly decisions: readonly Stored<DecisionInstance>[];
  /** The correspondent in charge, by signatory. */
  readonly titulaires: ReadonlyMap<string, string>;
}

const themes = Object.keys(ThemeReunion) as ThemeReunion[];
const motifs = Object.keys(MotifAnnulationReunion) as MotifAnnulationReunion[];
const natures = Object.keys(NatureDecisionInstance) as NatureDecisionInstance[];
const etat = ['prefecture-86', 'parquet-poitiers'];
const bailleursDePoitiers = [
  'ekidom',
  'habitat-vienne',
  'immobiliere-atlantic-amenagement',
  'icf-habitat-atlantique',
];
const poitiers = ['ville-poitiers', 'grand-poitiers', 'police-nationale-86', ...etat];
const chatellerault = [
  'ville-chatellerault',
  'grand-chatellerault',
  'police-nationale-86',
  ...etat,
];
const bailleursDeChatellerault = ['habitat-vienne', 'sem-hpc'];

interface Groupe {
  readonly type: TypeInstance;
  /** Code of a commune, EPCI or quartier. */
  readonly perimetreCode: string;
  readonly membres: readonly string[];
}

/** The first member presides. */
const groupes: readonly Groupe[] = [
  { type: 'CLSPD_PLENIER', perimetreCode: '86194', membres: [...poitiers, ...bailleursDePoitiers] },
  { type: 'CLSPD_RESTREINT', perimetreCode: '86194', membres: poitiers },
  {
    type: 'CLSPD_PLENIER',
    perimetreCode: '86066',
    membres: [...chatellerault, ...bailleursDeChatellerault],
  },
  {
    type: 'CISPD',
    perimetreCode: '200069854',
    membres: ['grand-poitiers', 'ville-poitiers', 'gendarmerie-86', 'police-nationale-86', ...etat],
  },
  {
    type: 'GROUPE_TRAVAIL',
    perimetreCode: 'QN08605M',
    membres: ['ville-poitiers', 'police-nationale-86', 'ekidom', 'habitat-vienne'],
  },
  {
    type: 'CELLULE_VEILLE',
    perimetreCode: 'QN08601M',
    membres: ['ville-chatellerault', 'police-nationale-86', 'sem-hpc'],
  },
  {
    type: 'GPO',
    perimetreCode: 'QN08604M',
    membres: ['police-nationale-86', 'ville-poitiers', 'ekidom'],
  },
];

export function inventAnnuaire(chance: Chance, signataires: readonly string[]): Annuaire {
  const correspondants: Stored<Correspondant>[] = [];
  const titulaires = new Map<string, string>();
  for (const signataire of signataires) {
    const suppleant = inventCorrespondant(chance, signataire, 'Correspondant suppléant', null);
    const titulaire = inventCorrespondant(
      chance,
      signataire,
      'Correspondant sécurité',
      suppleant.id,
    );
    correspondants.push(suppleant, titulaire);
    titulaires.set(signataire, titulaire.id);
  }
  correspondants.push(inventFormer(chance.day));
  const pilotage: Groupe[] = (['COMITE_PILOTAGE', 'COMITE_SUIVI'] as const).map((type) => ({
    type,
    perimetreCode: 'CONVENTION',
    membres: signataires,
  }));
  const instances: Stored<Instance>[] = [];
  const membres: Stored<InstanceMembre>[] = [];
  const reunions: Stored<Reunion>[] = [];
  for (const groupe of [...groupes, ...pilotage]) {
    const id = chance.id();
    const { type, perimetreCode } = groupe;
    instances.push({
      id,
      type,
      perimetreCode,
      presidenceId: groupe.membres[0] ?? 'prefecture-86',
      statut: 'EN_PLACE',
      version: 1,
      statutDepuis: null,
    });
    for (const signataireId of groupe.membres) {
      membres.push({ instanceId: id, signataireId, qualite: qualiteOf(type, signataireId) });
    }
    for (let meeting = 1; meeting <= 4; meeting++) {
      const objet = chance.pick([
        'BILAN',
        'POINTS_DE_VIGILANCE',
        'PLAN_D_ACTIONS',
        'TRAVAUX',
      ] as const);
      const reunion = { id: chance.id(), instanceId: id, date: chance.daysAgo(meeting * 90) };
      reunions.push({ ...reunion, objet, theme: null, statut: 'CONVOQUEE', motifAnnulation: null });
    }
  }
  return {
    correspondants,
    instances,
    membres,
    reunions: [...reunions, ...inventCancelled(chance.day, instances)],
    titulaires,
    ...worked(chance.day, instances, membres, reunions),
  };
}

/** A landlord is the go-between of a CLSPD, and guest of a CISPD. */
function qualiteOf(type: TypeInstance, signataireId: string): QualiteMembre {
  if (type === 'CLSPD_PLENIER' && signataireId === 'ekidom') return 'RELAIS_INTERMEDIAIRE';
  return type === 'CISPD' && signataireId === 'gendarmerie-86' ? 'INVITE' : 'MEMBRE';
}

/** In each instance one meeting that was not held. By a chance of its own. */
function inventCancelled(day: string, instances: readonly Stored<Instance>[]): Stored<Reunion>[] {
  const chance = new Chance(day, 2002);
  return instances.map(({ id: instanceId }) => ({
    id: chance.id(),
    instanceId,
    date: chance.daysAgo(45),
    objet: 'BILAN',
    theme: null,
    statut: 'ANNULEE',
    motifAnnulation: chance.pick(motifs),
  }));
}

/** In each instance a demand that was answered, one that waits, and a decision of each meeting. */
function worked(
  day: string,
  instances: readonly Stored<Instance>[],
  membres: readonly Stored<InstanceMembre>[],
  reunions: readonly Stored<Reunion>[],
): Pick<Annuaire, 'demandes' | 'decisions'> {
  // By a chance of its own: whatever is invented after it stays as it was.
  const chance = new Chance(day, 2000);
  const membersOf = (id: string) =>
    membres.filter(({ instanceId }) => instanceId === id).map(({ signataireId }) => signataireId);
  const demandes = instances.flatMap(({ id: instanceId, presidenceId }) => {
    const asking = membersOf(instanceId).filter((signataireId) => signataireId !== presidenceId);
    const answer = reunions.find((reunion) => reunion.instanceId === instanceId);
    return [answer, undefined].map((reunion) => ({
      id: chance.id(),
      instanceId,
      demandeurId: chance.pick(asking),
      theme: chance.pick(themes),
      date: reunion ? chance.daysAgo(chance.integer(100, 120)) : chance.daysAgo(10),
      reunionId: reunion?.id ?? null,
    }));
  });
  const decisions = reunions.map(({ id: reunionId, instanceId, date }) => ({
    id: chance.id(),
    instanceId,
    reunionId,
    date,
    nature: chance.pick(natures),
    piloteId: chance.pick(membersOf(instanceId)),
    echeance: chance.after(date, 20, 60),
  }));
  return { demandes, decisions };
}

/** One who has left. By a chance of its own: whatever is invented after it stays as it was. */
function inventFormer(day: string): Stored<Correspondant> {
  const chance = new Chance(day, 2001);
  const former = inventCorrespondant(chance, 'ekidom', 'Correspondant sécurité', null);
  const mandatFin = chance.daysAgo(30);
  return {
    ...former,
    mandatFin,
    statut: 'TERMINE',
    version: 2,
    statutDepuis: new Date(`${mandatFin}T09:00:00Z`),
  };
}

function inventCorrespondant(
  chance: Chance,
  signataireId: string,
  fonction: string,
  suppleantId: string | null,
): Stored<Correspondant> {
  const prenom = chance.firstName();
  const nom = chance.lastName();
  const local = `${prenom}.${nom}`.normalize('NFD').replace(/[^A-Za-z.-]/g, '');
  return {
    id: chance.id(),
    signataireId,
    nom: `${nom} ${prenom}`,
    fonction,
    telephonePro: chance.phone(),
    courrielPro: `${local.toLowerCase()}@${signataireId}.example`,
    suppleantId,
    perimetre: null,
    mandatDebut: chance.daysAgo(chance.integer(100, 1000)),
    mandatFin: null,
    statut: 'EN_FONCTION',
    version: 1,
    statutDepuis: null,
  };
}
