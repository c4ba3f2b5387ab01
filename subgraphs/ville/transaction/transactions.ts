import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { StatutTransaction } from './transaction-enums.js';
import { TransactionMunicipale } from './transaction-municipale.js';
import { transactionWorkflow } from './transaction-workflow.js';

@InputType('FiltreTransactions', { description: 'Restreint la liste des transactions.' })
export class FiltreTransactions {
  @Field(() => StatutTransaction, { nullable: true, description: 'Étape.' })
  statut?: StatutTransaction;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période du procès-verbal.' })
  periode?: PeriodeFiltre;
}

const TriTransactions = sorts('TriTransactions', 'Ordre des transactions.', {
  DATE_PV_DESC: {
    property: 'datePv',
    order: 'DESC',
    description: 'Du procès-verbal le plus récent au plus ancien.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const transactions = listing<TransactionMunicipale, FiltreTransactions>({
  entity: TransactionMunicipale,
  portee: ['transaction:lecture'],
  filtre: FiltreTransactions,
  filters: {
    statut: equalTo('statut'),
    attend: awaitsCaller(transactionWorkflow),
    commune: equalTo('communeCode'),
    periode: within('datePv'),
  },
  sorts: TriTransactions,
});
