import { aMonthAfter, civilDay } from '../../../schema/contract/civil-day.js';
import { Refused, refusedBy } from '../../kit/acts/refusal.js';
import type { ActContext } from '../../kit/acts/workflow.js';
import { refuseWithoutMayor } from '../territoire/signatory-city.js';
import { ProprietaireBien } from './transaction-enums.js';
import type { SaisieTransaction } from './transaction-inputs.js';
import type { TransactionMunicipale } from './transaction-municipale.js';
import { withinTheMonth } from './transaction-workflow.js';

type Opened = Pick<
  TransactionMunicipale,
  'communeCode' | 'datePv' | 'contravention' | 'bienCommunal' | 'dateLimiteProposition'
>;

/** @throws Refused for what no mayor may settle so (CPP 44-1). */
export async function openedTransaction(context: ActContext<SaisieTransaction>): Promise<Opened> {
  const { commune, datePv, contravention, bien, proprietaire, auteurMajeur } = context.input;
  refuseWithoutMayor(commune);
  if (proprietaire !== ProprietaireBien.COMMUNE) {
    throw new Refused(
      'BIEN_NON_COMMUNAL',
      'Le maire ne transige que pour un bien de la commune : pour un autre, il peut proposer au procureur une mesure alternative (proposerMesureAlternative ; CPP, art. 44-1).',
      'proprietaire',
    );
  }
  if (!auteurMajeur) {
    throw new Refused(
      'AUTEUR_MINEUR',
      'Une transaction ne se propose qu’à une personne majeure.',
      'auteurMajeur',
    );
  }
  if (datePv > civilDay(context.now)) {
    throw new Refused(
      'DATE_A_VENIR',
      'Un procès-verbal est d’aujourd’hui ou d’avant : corrigez la date.',
      'datePv',
    );
  }
  const opened = {
    communeCode: commune,
    datePv,
    contravention,
    bienCommunal: bien,
    dateLimiteProposition: aMonthAfter(datePv),
  };
  if (!(await withinTheMonth.holds(opened, context))) throw refusedBy(withinTheMonth);
  return opened;
}
