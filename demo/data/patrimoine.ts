import { Logement } from '../../subgraphs/bailleurs/logement/logement.js';
import { Entree } from '../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import { scaled, type Chance } from './chance.js';
import { stocks, type Stock } from './places.js';
import type { Stored } from './rows.js';

export interface Patrimoine {
  readonly residences: readonly Stored<Residence>[];
  readonly entrees: readonly Stored<Entree>[];
  readonly logements: readonly Stored<Logement>[];
}

const logementsInAll = 6000;
const names = ['Les Tilleuls', 'Le Clain', 'Les Acacias', 'La Gibauderie', 'Les Érables'].concat(
  ['Le Parc', 'Les Peupliers', 'La Vallée', 'Les Glycines', 'Le Belvédère', 'Les Cèdres'],
  ['La Fontaine', 'Les Mésanges', 'Le Verger', 'Les Bleuets', 'La Roseraie', 'Les Coteaux'],
);
const consignes = [
  'Entrer par le parking arrière ; code auprès de l’astreinte.',
  'Badge des forces à la loge ; ascenseur B hors service la nuit.',
  'Portail à ouverture commandée : appeler le gardien avant l’arrivée.',
];

/**
 * Résidences with their halls and dwellings; `nbLogements` is what the register holds.
 * @param block numbered on from those before it, which are of the same scale.
 */
export function inventPatrimoine(chance: Chance, scale: number, block: number): Patrimoine {
  const places = stocks.flatMap((stock) =>
    Array.from({ length: scaled(stock.residences, scale) }, () => stock),
  );
  const inAll = scaled(logementsInAll, scale);
  const residences: Stored<Residence>[] = [];
  const entrees: Stored<Entree>[] = [];
  const logements: Stored<Logement>[] = [];
  for (const [index, stock] of places.entries()) {
    // Every total is met exactly, whatever the rounding.
    const first = Math.floor((index * inAll) / places.length);
    const next = Math.floor(((index + 1) * inAll) / places.length);
    const number = block * places.length + index;
    const residence = inventResidence(chance, stock, number, next - first);
    residences.push(residence);
    for (let hall = chance.integer(1, 4); hall > 0; hall--) {
      entrees.push({
        id: chance.id(),
        residenceId: residence.id,
        statut: chance.weighted({ VERT: 50, JAUNE: 30, ORANGE: 15, ROUGE: 5 }),
        dateEvaluation: chance.daysAgo(chance.integer(1, 400)),
        version: 1,
        statutDepuis: null,
      });
    }
    for (let number = first; number < next; number++) {
      logements.push(inventLogement(chance, residence, block * inAll + number));
    }
  }
  return { residences, entrees, logements };
}

function inventResidence(
  chance: Chance,
  { bailleur, commune, quartier }: Stock,
  index: number,
  nbLogements: number,
): Stored<Residence> {
  const repeated = Math.floor(index / names.length);
  return {
    id: `${bailleur}:${commune}-${String(index + 1).padStart(3, '0')}`,
    bailleurId: bailleur,
    nom: `${names[index % names.length] ?? ''}${repeated === 0 ? '' : ` ${repeated + 1}`}`,
    communeCode: commune,
    quartierCode: quartier,
    nbLogements,
    typeConstruction: chance.weighted({ COLLECTIF: 85, INDIVIDUEL: 10, ETUDIANT: 5 }),
    anneeConstruction: chance.integer(1955, 2021),
    programmeRenovation: chance.happens(0.3)
      ? `Réhabilitation prévue en ${chance.integer(2026, 2029)}`
      : null,
    gardiens: chance.integer(0, 6) / 2,
    controleAcces: chance.happens(0.6),
    eclairage: chance.happens(0.85),
    videoprotection: chance.happens(0.35),
    autorisationAccesPermanent: chance.happens(0.7),
    consignesAcces: chance.pick(consignes),
  };
}

function inventLogement(
  chance: Chance,
  residence: Stored<Residence>,
  number: number,
): Stored<Logement> {
  const nbPieces = chance.integer(1, 5);
  const conventionne = chance.happens(0.9);
  const idRpls = `86${String(number + 1).padStart(8, '0')}`;
  return {
    id: idRpls,
    idRpls,
    idInterne: `${residence.id.split(':')[1] ?? ''}-${number + 1}`,
    residenceId: residence.id,
    nbPieces,
    surface: nbPieces * 15 + chance.integer(5, 20),
    financement: chance.weighted({ PLUS: 50, PLAI: 25, PLS: 10, HLMO: 15 }),
    conventionne,
    numConvention: conventionne
      ? `86/3/${chance.integer(1, 12)}/${chance.integer(1000, 9999)}`
      : null,
    dpeEnergie: chance.weighted({ A: 2, B: 8, C: 30, D: 35, E: 17, F: 6, G: 2 }),
    dpeGes: chance.weighted({ A: 4, B: 12, C: 30, D: 32, E: 15, F: 5, G: 2 }),
    qpv: residence.quartierCode !== null,
    etage: chance.integer(0, 8),
    escalier: chance.pick(['A', 'B', 'C']),
    porte: String(chance.integer(1, 60)),
    occupation: chance.weighted({ LOUE: 92, VACANT: 6, HORS_LOCATION: 2 }),
  };
}
