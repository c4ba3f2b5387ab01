import type { AvisRappelOrdre } from '../../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import type { PropositionAlternative } from '../../../subgraphs/ville/alternative/proposition-alternative.js';
import type { InformationMaire } from '../../../subgraphs/ville/information/information-maire.js';
import type { RappelOrdre } from '../../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import type { TransactionMunicipale } from '../../../subgraphs/ville/transaction/transaction-municipale.js';
import { villeOf } from '../places.js';
import type { Stored } from '../rows.js';
import { step, type Step } from './chronicle.js';
import { daysLater, type Draw } from './days.js';

const parquet = 'parquet-poitiers';
const mayorOf = (communeCode: string): string => villeOf(communeCode) ?? '';

const opinions = {
  FAVORABLE: 'rendreAvisFavorableRappelOrdre',
  SANS_OPPOSITION: 'rendreAvisSansOppositionRappelOrdre',
  DEFAVORABLE: 'rendreAvisDefavorableRappelOrdre',
} as const;

export function rappelSteps(
  { communeCode, statut, dateFaits, dateConvocation, dateTenue, ...row }: Stored<RappelOrdre>,
  opinion: Stored<AvisRappelOrdre> | null,
  draw: Draw,
): Step[] {
  const mayor = mayorOf(communeCode);
  const proposed = daysLater(dateFaits, draw(1, 4));
  const steps = [step('proposerRappelOrdre', row.bailleurOrigine ?? mayor, proposed)];
  if (statut === 'PROPOSE') return steps;
  steps.push(step('demanderAvisRappelOrdre', mayor, daysLater(proposed, draw(1, 4))));
  if (opinion === null) return steps;
  steps.push(step(opinions[opinion.avis], parquet, opinion.date));
  if (statut === 'ABANDONNE') return [...steps, step('suivreAvisDefavorableRappelOrdre', mayor)];
  if (dateConvocation === null) return steps;
  steps.push(step('convoquerRappelOrdre', mayor, daysLater(dateConvocation, -draw(2, 4))));
  if (statut === 'CONVOQUE') return steps;
  steps.push(
    dateTenue === null
      ? step('constaterAbsenceRappelOrdre', mayor, daysLater(dateConvocation, draw(0, 3)))
      : step('tenirRappelOrdre', mayor, dateTenue),
  );
  return statut === 'CLOS' ? [...steps, step('cloreRappelOrdre', mayor)] : steps;
}

export function transactionSteps(
  { communeCode, statut, datePv, ...row }: Stored<TransactionMunicipale>,
  draw: Draw,
): Step[] {
  const mayor = mayorOf(communeCode);
  const steps = [step('ouvrirTransaction', mayor, datePv)];
  if (statut === 'PV_ETABLI') return steps;
  steps.push(step('proposerTransaction', mayor, daysLater(datePv, draw(2, 15))));
  if (statut === 'PROPOSEE') return steps;
  if (statut === 'REFUSEE') return [...steps, step('refuserTransaction', mayor, row.dateReponse)];
  if (row.dateReponse === null) {
    const over = row.dateLimiteReponse && daysLater(row.dateLimiteReponse, draw(1, 4));
    steps.push(step('constaterSilenceTransaction', mayor, over));
    return statut === 'EXPIREE' ? steps : [...steps, step('transmettreParquetTransaction', mayor)];
  }
  steps.push(step('accepterTransaction', mayor, row.dateReponse));
  if (statut === 'ACCEPTEE') return steps;
  steps.push(step('transmettreHomologationTransaction', mayor, daysLater(row.dateReponse, 5)));
  if (statut === 'TRANSMISE_HOMOLOGATION') return steps;
  return [...steps, ...onceHomologated(mayor, { statut, ...row }, draw)];
}

function onceHomologated(
  mayor: string,
  row: Pick<TransactionMunicipale, 'statut' | 'dateExecution' | 'delaiExecution'>,
  draw: Draw,
): Step[] {
  if (row.statut === 'NON_HOMOLOGUEE') return [step('refuserHomologationTransaction', parquet)];
  const homologated = step('homologuerTransaction', parquet);
  if (row.statut === 'HOMOLOGUEE') return [homologated];
  const over = row.delaiExecution && daysLater(row.delaiExecution, draw(1, 10));
  return [
    homologated,
    row.statut === 'EXECUTEE'
      ? step('constaterExecutionTransaction', mayor, row.dateExecution)
      : step('constaterInexecutionTransaction', mayor, over),
  ];
}

export function alternativeSteps(
  { communeCode, statut, dateFaits, dateReponse }: Stored<PropositionAlternative>,
  draw: Draw,
): Step[] {
  const mayor = mayorOf(communeCode);
  const proposed = daysLater(dateFaits, draw(1, 12));
  const steps = [step('proposerMesureAlternative', mayor, proposed)];
  if (statut === 'REPONDUE') {
    steps.push(step('repondreMesureAlternative', parquet, dateReponse));
  }
  if (statut === 'RETIREE') {
    steps.push(step('retirerMesureAlternative', mayor, daysLater(proposed, draw(3, 12))));
  }
  return steps;
}

export function informationSteps(
  { communeCode, auteurId, statut, date, dateSuite }: Stored<InformationMaire>,
  draw: Draw,
): Step[] {
  const steps = [step('transmettreInformationMaire', auteurId, date)];
  if (statut === 'TRANSMISE') return steps;
  const received = daysLater(date, draw(0, 5));
  steps.push(step('accuserReceptionInformation', mayorOf(communeCode), received));
  return statut === 'RECUE'
    ? steps
    : [...steps, step('communiquerSuiteInformation', parquet, dateSuite)];
}
