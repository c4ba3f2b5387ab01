import type { AvisRappelOrdre } from '../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import {
  MotifAbandonRappel,
  MotifRappelOrdre,
  StatutRappelOrdre,
} from '../../subgraphs/ville/rappel-ordre/rappel-ordre-enums.js';
import { groupBy } from '../../subgraphs/kit/group-by.js';
import type { RappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { scaled, type Chance } from './chance.js';
import { chatellerault, poitiers } from './places.js';
import type { Stored } from './rows.js';
import type { Signalements } from './signalements.js';

export interface RappelsOrdre {
  readonly rappels: readonly Stored<RappelOrdre>[];
  readonly avis: readonly Stored<AvisRappelOrdre>[];
}

const rappelsInAll = 240;
const communes = [poitiers, chatellerault];
const statuts = Object.keys(StatutRappelOrdre) as StatutRappelOrdre[];
const motifs = Object.keys(MotifRappelOrdre) as MotifRappelOrdre[];
const summoned = new Set<StatutRappelOrdre>(['CONVOQUE', 'TENU', 'NON_PRESENTE', 'CLOS']);
const penal = new Set<MotifRappelOrdre>(['NUISANCE_SONORE', 'DEPOT_ORDURES', 'DIVAGATION_ANIMAL']);
const held = new Set<StatutRappelOrdre>(['TENU', 'CLOS']);

/** In both cities every state, in turn; the parquet's opinion is there once it was given. */
export function inventRappelsOrdre(
  chance: Chance,
  { signalements }: Signalements,
  scale: number,
): RappelsOrdre {
  const rappels: Stored<RappelOrdre>[] = [];
  const avis: Stored<AvisRappelOrdre>[] = [];
  const states = statuts.flatMap((statut) => communes.map((commune) => ({ statut, commune })));
  const inAll = Math.max(states.length, scaled(rappelsInAll, scale));
  // A rappel never follows a complaint, nor a draft.
  const possible = groupBy(
    signalements.filter((row) => row.statut !== 'LIE_A_PLAINTE' && row.statut !== 'BROUILLON'),
    ({ communeCode }) => communeCode,
  );
  for (let index = 0; index < inAll; index++) {
    const { statut, commune } = states[index % states.length] ?? {
      statut: 'PROPOSE',
      commune: poitiers,
    };
    const origins = possible.get(commune) ?? [];
    const origin = origins.length > 0 && chance.happens(0.6) ? chance.pick(origins) : null;
    const rappel = inventRappel(chance, statut, commune);
    const opinion = inventOpinion(chance, rappel);
    if (opinion !== null) avis.push(opinion);
    rappels.push({
      ...rappel,
      avisId: opinion?.id ?? null,
      signalementOrigineId: origin?.id ?? null,
      bailleurOrigine: origin?.bailleurId ?? null,
    });
  }
  return { rappels, avis };
}

type Invented = Omit<Stored<RappelOrdre>, 'signalementOrigineId' | 'bailleurOrigine' | 'avisId'>;

function inventOpinion(
  chance: Chance,
  { id: rappelOrdreId, statut, communeCode, dateFaits }: Invented,
): Stored<AvisRappelOrdre> | null {
  const sens = sensOf(chance, statut);
  if (sens === null) return null;
  const date = chance.after(dateFaits, 10, 40);
  const given = {
    statut: 'RENDU',
    version: 1,
    statutDepuis: new Date(`${date}T08:00:00Z`),
  } as const;
  return { id: chance.id(), rappelOrdreId, communeCode, avis: sens, date, ...given };
}

function inventRappel(chance: Chance, statut: StatutRappelOrdre, communeCode: string): Invented {
  const mineur = chance.happens(0.6);
  const dateFaits = chance.daysAgo(chance.integer(90, 360));
  const dateConvocation = summoned.has(statut) ? chance.after(dateFaits, 45, 60) : null;
  const dateTenue =
    held.has(statut) && dateConvocation !== null ? chance.after(dateConvocation, 7, 21) : null;
  const auteurNom = chance.lastName();
  const motif = chance.pick(motifs);
  return {
    id: chance.id(),
    statut,
    communeCode,
    dateFaits,
    motif,
    natureFaits: penal.has(motif) ? 'CONTRAVENTION' : 'NON_PENAL',
    mineur,
    dateConvocation,
    dateTenue,
    presenceRepresentantLegal: mineur && dateTenue !== null ? chance.happens(0.85) : null,
    convocationRepresentants: mineur && dateConvocation !== null ? true : null,
    motifAbandon: statut === 'ABANDONNE' ? MotifAbandonRappel.AVIS_DEFAVORABLE : null,
    version: 1,
    statutDepuis: new Date(`${dateTenue ?? dateConvocation ?? dateFaits}T08:00:00Z`),
    auteurNom,
    auteurPrenom: chance.firstName(),
    auteurDateNaissance: chance.daysAgo(
      mineur ? chance.integer(12 * 365, 17 * 365) : chance.integer(19 * 365, 45 * 365),
    ),
    auteurAdresse: chance.street(),
    auteurRepresentants: mineur
      ? [{ nom: auteurNom, prenom: chance.firstName(), lien: chance.pick(['mère', 'père']) }]
      : [],
  };
}

function sensOf(chance: Chance, statut: StatutRappelOrdre): AvisRappelOrdre['avis'] | null {
  if (statut === 'PROPOSE' || statut === 'CONSULTATION_PARQUET') return null;
  if (statut === 'AVIS_DEFAVORABLE' || statut === 'ABANDONNE') return 'DEFAVORABLE';
  if (statut === 'AVIS_FAVORABLE') return 'FAVORABLE';
  if (statut === 'SANS_OPPOSITION') return 'SANS_OPPOSITION';
  return chance.pick(['FAVORABLE', 'SANS_OPPOSITION']);
}
