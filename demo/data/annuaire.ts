import type { Correspondant } from '../../subgraphs/ville/correspondant/correspondant.js';
import type {
  Instance,
  InstanceMembre,
  Reunion,
  TypeInstance,
} from '../../subgraphs/ville/instance/instance.js';
import type { Chance } from './chance.js';
import type { Stored } from './rows.js';

export interface Annuaire {
  readonly correspondants: readonly Stored<Correspondant>[];
  readonly instances: readonly Stored<Instance>[];
  readonly membres: readonly Stored<InstanceMembre>[];
  readonly reunions: readonly Stored<Reunion>[];
  /** The correspondent in charge, by signatory. */
  readonly titulaires: ReadonlyMap<string, string>;
}

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
  readonly perimetre: string;
  readonly membres: readonly string[];
}

/** The first member presides. */
const groupes: readonly Groupe[] = [
  { type: 'CLSPD_PLENIER', perimetre: 'Poitiers', membres: [...poitiers, ...bailleursDePoitiers] },
  { type: 'CLSPD_RESTREINT', perimetre: 'Poitiers', membres: poitiers },
  {
    type: 'CLSPD_PLENIER',
    perimetre: 'Châtellerault',
    membres: [...chatellerault, ...bailleursDeChatellerault],
  },
  {
    type: 'CISPD',
    perimetre: 'Grand Poitiers',
    membres: ['grand-poitiers', 'ville-poitiers', 'gendarmerie-86', 'police-nationale-86', ...etat],
  },
  {
    type: 'GROUPE_TRAVAIL',
    perimetre: 'Couronneries Saint-Eloi',
    membres: ['ville-poitiers', 'police-nationale-86', 'ekidom', 'habitat-vienne'],
  },
  {
    type: 'CELLULE_VEILLE',
    perimetre: 'Lac Renardières Ozon',
    membres: ['ville-chatellerault', 'police-nationale-86', 'sem-hpc'],
  },
  {
    type: 'GPO',
    perimetre: 'Trois Cités',
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
  const pilotage: Groupe[] = (['COMITE_PILOTAGE', 'COMITE_SUIVI'] as const).map((type) => ({
    type,
    perimetre: 'Convention',
    membres: signataires,
  }));
  const instances: Stored<Instance>[] = [];
  const membres: Stored<InstanceMembre>[] = [];
  const reunions: Stored<Reunion>[] = [];
  for (const groupe of [...groupes, ...pilotage]) {
    const id = chance.id();
    const { type, perimetre } = groupe;
    instances.push({
      id,
      type,
      perimetre,
      presidenceId: groupe.membres[0] ?? 'prefecture-86',
      statut: 'EN_PLACE',
      version: 1,
      statutDepuis: null,
    });
    for (const signataireId of groupe.membres) membres.push({ instanceId: id, signataireId });
    for (let meeting = 1; meeting <= 4; meeting++) {
      const objet = chance.pick([
        'BILAN',
        'POINTS_DE_VIGILANCE',
        'PLAN_D_ACTIONS',
        'TRAVAUX',
      ] as const);
      reunions.push({ id: chance.id(), instanceId: id, date: chance.daysAgo(meeting * 90), objet });
    }
  }
  return { correspondants, instances, membres, reunions, titulaires };
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
  };
}
