import type { TransactionMunicipale } from '../../subgraphs/ville/transaction/transaction-municipale.js';
import { inventAnnuaire, type Annuaire } from './annuaire.js';
import { Chance } from './chance.js';
import { inventComparison } from './comparison.js';
import { inventDiagnostics, type Diagnostics } from './diagnostics.js';
import { inventIncidents } from './incidents.js';
import { inventPatrimoine, type Patrimoine } from './patrimoine.js';
import { inventRappelsOrdre, type RappelsOrdre } from './rappels-ordre.js';
import { inventSignalements, type Signalements } from './signalements.js';
import { inventRenovations, type Renovations } from './renovations.js';
import type { Stored } from './rows.js';
import { inventTransactions } from './transactions.js';
import { countSuites } from './statistiques.js';
import { inventSuitesPenales, type SuitesPenales } from './suites-penales.js';

export interface InventedData {
  readonly annuaire: Annuaire;
  readonly patrimoine: Patrimoine;
  readonly incidents: ReturnType<typeof inventIncidents>;
  readonly suitesPenales: SuitesPenales;
  readonly signalements: Signalements;
  readonly rappelsOrdre: RappelsOrdre;
  readonly diagnostics: Diagnostics;
  readonly renovations: Renovations;
  readonly transactions: readonly Stored<TransactionMunicipale>[];
  readonly statistiques: ReturnType<typeof countSuites>;
}

/** All rows of the three databases; the same for the same signatories, scale and day. */
export function inventData(
  signataires: readonly string[],
  scale: number,
  day: string,
): InventedData {
  const chance = new Chance(day);
  const annuaire = inventAnnuaire(chance, signataires);
  const patrimoine = inventPatrimoine(chance, scale);
  const compared = inventComparison(chance, patrimoine, annuaire.titulaires.get('ekidom') ?? null);
  const invented = inventIncidents(chance, patrimoine, scale);
  const penal = inventSuitesPenales(chance, invented, scale);
  const suitesPenales = {
    plaintes: [...penal.plaintes, compared.plainte],
    procedures: [...penal.procedures, compared.procedure],
    decisions: [...penal.decisions, compared.decision],
    avisNotifies: [...penal.avisNotifies, ...compared.avisNotifies],
  };
  const reported = inventSignalements(chance, invented, penal.plaintes, annuaire.titulaires, scale);
  const rappels = inventRappelsOrdre(chance, reported, scale);
  const signalements = {
    signalements: [...reported.signalements, compared.signalement],
    incidents: [...reported.incidents, compared.signalementIncident],
    destinataires: [...reported.destinataires, ...compared.destinataires],
    suites: reported.suites,
  };
  return {
    annuaire,
    patrimoine,
    incidents: [...invented, ...compared.incidents],
    suitesPenales,
    signalements,
    rappelsOrdre: { rappels: [...rappels.rappels, compared.rappel], avis: rappels.avis },
    statistiques: countSuites(chance, suitesPenales),
    // Last: what was invented before stays as it was.
    diagnostics: inventDiagnostics(chance, patrimoine.residences, scale),
    renovations: inventRenovations(chance, patrimoine.residences, scale),
    transactions: inventTransactions(chance, scale),
  };
}
