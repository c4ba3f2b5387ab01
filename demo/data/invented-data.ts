import type { Passages } from './history/passages.js';
import type { inventActions } from './actions.js';
import type { Annuaire } from './annuaire.js';
import type { Diagnostics } from './diagnostics.js';
import type { inventIndicateurs, knownNatinf } from './indicateurs.js';
import type { Groupes } from './groupes.js';
import type { inventIncidents } from './incidents.js';
import type { inventInjonctions } from './injonctions.js';
import type { Judiciaire } from './judiciaire.js';
import type { Patrimoine } from './patrimoine.js';
import type { inventProblematiques } from './problematiques.js';
import type { inventProcesVerbaux } from './proces-verbaux.js';
import type { inventProtections } from './protections.js';
import type { RappelsOrdre } from './rappels-ordre.js';
import type { Signalements } from './signalements.js';
import type { Renovations } from './renovations.js';
import type { inventAlternatives, inventInformations } from './told-to-mayors.js';
import type { inventTroubles } from './troubles.js';
import type { Transactions } from './transactions.js';
import type { cellsOf } from './statistiques.js';
import type { SuitesPenales } from './suites-penales.js';

/** The rows of the three databases, or of one block of them. */
export interface InventedData {
  readonly annuaire: Annuaire;
  readonly patrimoine: Patrimoine;
  readonly incidents: ReturnType<typeof inventIncidents>;
  readonly suitesPenales: SuitesPenales;
  readonly signalements: Signalements;
  readonly rappelsOrdre: RappelsOrdre;
  readonly diagnostics: Diagnostics;
  readonly renovations: Renovations;
  readonly transactions: Transactions;
  readonly procesVerbaux: ReturnType<typeof inventProcesVerbaux>;
  readonly protections: ReturnType<typeof inventProtections>;
  readonly injonctions: ReturnType<typeof inventInjonctions>;
  readonly troubles: ReturnType<typeof inventTroubles>;
  readonly alternatives: ReturnType<typeof inventAlternatives>;
  readonly informations: ReturnType<typeof inventInformations>;
  readonly actions: ReturnType<typeof inventActions>;
  readonly groupes: Groupes;
  readonly problematiques: ReturnType<typeof inventProblematiques>;
  readonly judiciaire: Judiciaire;
  readonly statistiques: ReturnType<typeof cellsOf>;
  readonly indicateurs: ReturnType<typeof inventIndicateurs>;
  readonly natinf: ReturnType<typeof knownNatinf>;
  readonly passages: Passages;
}

export type WithoutHistories = Omit<InventedData, 'passages'>;
