import { withHistories } from './history/histories.js';
import { inventActions } from './actions.js';
import { inventAnnuaire, type Annuaire } from './annuaire.js';
import { Chance } from './chance.js';
import { inventComparison } from './comparison.js';
import { erased } from './erased.js';
import { inventDiagnostics } from './diagnostics.js';
import { inventIndicateurs, knownNatinf } from './indicateurs.js';
import { inventGroupes } from './groupes.js';
import { inventIncidents } from './incidents.js';
import { inventInjonctions } from './injonctions.js';
import { inventJudiciaire, nothingJudicial } from './judiciaire.js';
import { communes } from './places.js';
import { inventPatrimoine } from './patrimoine.js';
import { inventProblematiques } from './problematiques.js';
import { inventProcesVerbaux } from './proces-verbaux.js';
import { inventProtections } from './protections.js';
import { inventRappelsOrdre } from './rappels-ordre.js';
import { inventSignalements } from './signalements.js';
import { inventRenovations } from './renovations.js';
import { inventAlternatives, inventInformations } from './told-to-mayors.js';
import { inventTroubles } from './troubles.js';
import { inventTransactions } from './transactions.js';
import { addSuites, cellsOf, type CountedSuites } from './statistiques.js';
import { inventSuitesPenales } from './suites-penales.js';
import type { InventedData } from './invented-data.js';

/** Scale of the largest block: smaller ones have the databases write their keys' pages more often. */
const largestBlock = 5;

/** The rows of one block of data, in which everything that refers to something is together. */
interface Block {
  readonly number: number;
  readonly scale: number;
  /** Those of the first block; null: this is it. */
  readonly annuaire: Annuaire | null;
  readonly counted: CountedSuites;
  readonly isLast: boolean;
}

/**
 * All rows of the three databases; the same for the same signatories, scale and day. What is large
 * comes in blocks, so that nobody holds all of it.
 */
export function* inventBlocks(
  signataires: readonly string[],
  scale: number,
  day: string,
  blocks = Math.max(1, Math.ceil(scale / largestBlock)),
): Generator<InventedData, void> {
  const counted: CountedSuites = new Map();
  let annuaire: Annuaire | null = null;
  for (let number = 0; number < blocks; number += 1) {
    const isLast = number === blocks - 1;
    const block = { number, scale: scale / blocks, annuaire, counted, isLast };
    const data = inventBlock(signataires, day, block);
    annuaire ??= data.annuaire;
    yield data;
  }
}

/** All of it at once, where it is no more than a block. */
export function inventData(
  signataires: readonly string[],
  scale: number,
  day: string,
): InventedData {
  if (scale > largestBlock) throw new Error('more than that comes in blocks');
  const [data] = inventBlocks(signataires, scale, day);
  if (!data) throw new Error('no data');
  return data;
}

function inventBlock(
  signataires: readonly string[],
  day: string,
  { number, scale, annuaire: known, counted, isLast }: Block,
): InventedData {
  const chance = new Chance(day, number);
  const annuaire = known ?? inventAnnuaire(chance, signataires);
  const isFirst = known === null;
  const patrimoine = inventPatrimoine(chance, scale, number);
  const stories = isFirst
    ? [inventComparison(chance, patrimoine, annuaire.titulaires.get('ekidom') ?? null)]
    : [];
  const invented = inventIncidents(chance, patrimoine, scale);
  const penal = inventSuitesPenales(chance, invented, scale);
  const suitesPenales = {
    plaintes: [...penal.plaintes, ...stories.map(({ plainte }) => plainte)],
    procedures: [...penal.procedures, ...stories.map(({ procedure }) => procedure)],
    decisions: [...penal.decisions, ...stories.map(({ decision }) => decision)],
    avisNotifies: [...penal.avisNotifies, ...stories.flatMap(({ avisNotifies }) => avisNotifies)],
  };
  addSuites(counted, suitesPenales);
  const reported = inventSignalements(chance, invented, penal.plaintes, annuaire.titulaires, scale);
  const rappels = inventRappelsOrdre(chance, reported, scale);
  const signalements = {
    signalements: [...reported.signalements, ...stories.map(({ signalement }) => signalement)],
    incidents: [...reported.incidents, ...stories.map((story) => story.signalementIncident)],
    destinataires: [
      ...reported.destinataires,
      ...stories.flatMap(({ destinataires }) => destinataires),
    ],
    suites: reported.suites,
  };
  const others = {
    annuaire: isFirst
      ? annuaire
      : {
          ...annuaire,
          correspondants: [],
          instances: [],
          membres: [],
          reunions: [],
          demandes: [],
          decisions: [],
        },
    patrimoine,
    incidents: [
      ...erased(invented, penal.plaintes, day),
      ...stories.flatMap(({ incidents }) => incidents),
    ],
    suitesPenales,
    signalements,
    rappelsOrdre: {
      rappels: [...rappels.rappels, ...stories.map(({ rappel }) => rappel)],
      avis: rappels.avis,
    },
    statistiques: isLast ? cellsOf(counted, day) : [],
    // By a chance of its own: whatever is invented beside it.
    indicateurs: isFirst ? inventIndicateurs(new Chance(day)) : [],
    natinf: isFirst ? knownNatinf() : [],
    // By a chance of its own too.
    judiciaire: isFirst ? inventJudiciaire(new Chance(day, 1000)) : nothingJudicial,
    // Last: what was invented before stays as it was.
    diagnostics: inventDiagnostics(chance, patrimoine.residences, scale),
    renovations: inventRenovations(chance, patrimoine.residences, scale),
    transactions: inventTransactions(chance, scale),
    procesVerbaux: inventProcesVerbaux(chance, patrimoine.residences, scale),
    protections: inventProtections(chance, invented, penal.plaintes, scale),
    injonctions: inventInjonctions(chance, patrimoine.residences, scale, number),
    alternatives: inventAlternatives(chance, scale),
    informations: inventInformations(chance, scale),
    problematiques: inventProblematiques(chance, annuaire, scale),
    groupes: isFirst ? inventGroupes(chance, annuaire) : { mandats: [], situations: [] },
    actions: inventActions(
      chance,
      patrimoine.residences.filter(({ communeCode }) =>
        communes.some(({ codeInsee }) => codeInsee === communeCode),
      ),
      scale,
    ),
  };
  const troubles = inventTroubles(chance, patrimoine.residences, others.injonctions, scale);
  return withHistories({ ...others, troubles }, annuaire, day, number);
}
