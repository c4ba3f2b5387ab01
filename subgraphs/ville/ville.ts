import { ActeRecu, PassageEnregistre } from '../kit/acts/act-tables.js';
import { everyHour } from '../kit/acts/every-hour.js';
import { stateResolverOf } from '../kit/acts/state-resolver.js';
import { OutgoingNotification } from '../kit/outbox/outgoing-notification.js';
import { subgraph, table } from '../kit/subgraph.js';
import { CorrespondantResolver } from './correspondant/correspondant-resolver.js';
import { Correspondant, correspondants } from './correspondant/correspondant.js';
import { InstanceResolver } from './instance/instance-resolver.js';
import {
  Instance,
  InstanceMembre,
  instanceRows,
  instances,
  Reunion,
  reunionRows,
} from './instance/instance.js';
import { CreateVille1763856000000 } from './migrations/1763856000000-create-ville.js';
import { AddOutbox1795742000000 } from './migrations/1795742000000-add-outbox.js';
import { AddTransactions1795741000000 } from './migrations/1795741000000-add-transactions.js';
import { AddRappelActs1795740000000 } from './migrations/1795740000000-add-rappel-acts.js';
import { RappelOrdreActsResolver } from './rappel-ordre/rappel-ordre-acts.js';
import {
  CommuneRappelsResolver,
  RappelOrdreResolver,
} from './rappel-ordre/rappel-ordre-resolver.js';
import { rappelOrdreWorkflow } from './rappel-ordre/rappel-ordre-workflow.js';
import { RappelOrdre, rappelOrdreRows } from './rappel-ordre/rappel-ordre.js';
import { rappelsOrdre } from './rappel-ordre/rappels-ordre.js';
import { Commune, communes } from './territoire/commune.js';
import { Epci } from './territoire/epci.js';
import { importTerritoires } from './territoire/import-territoires.js';
import { Quartier, QuartierCommune } from './territoire/quartier.js';
import {
  CommuneResolver,
  EpciResolver,
  QuartierResolver,
} from './territoire/territoire-resolvers.js';
import { expireOverdue } from './transaction/expire-overdue.js';
import { TransactionActsResolver } from './transaction/transaction-acts.js';
import { TransactionMunicipale, transactionRows } from './transaction/transaction-municipale.js';
import { TransactionResolver } from './transaction/transaction-resolver.js';
import { transactionWorkflow } from './transaction/transaction-workflow.js';
import { transactions } from './transaction/transactions.js';

/** The two cities and two EPCI: territories, correspondents, instances, rappels à l'ordre, transactions. */
export const ville = subgraph({
  name: 'ville',
  defaultPort: 4001,
  about:
    'communes, EPCI, quartiers, correspondants, instances, rappels à l’ordre, transactions municipales',
  resolvers: [
    CommuneResolver,
    EpciResolver,
    QuartierResolver,
    CorrespondantResolver,
    InstanceResolver,
    RappelOrdreResolver,
    CommuneRappelsResolver,
    stateResolverOf(rappelOrdreWorkflow, 'rappel-ordre:lecture'),
    RappelOrdreActsResolver,
    TransactionResolver,
    stateResolverOf(transactionWorkflow),
    TransactionActsResolver,
  ],
  entities: [
    table(Epci, { key: 'siren' }),
    table(Commune, { key: 'codeInsee', list: communes }),
    table(Quartier, { key: 'codeQpv' }),
    table(QuartierCommune),
    table(Correspondant, { key: 'id', list: correspondants }),
    table(Instance, { key: 'id', rules: instanceRows, list: instances }),
    table(InstanceMembre),
    table(Reunion, { rules: reunionRows }),
    table(RappelOrdre, { key: 'id', rules: rappelOrdreRows, list: rappelsOrdre }),
    table(TransactionMunicipale, { key: 'id', rules: transactionRows, list: transactions }),
    table(PassageEnregistre),
    table(ActeRecu),
    table(OutgoingNotification),
  ],
  migrations: [
    CreateVille1763856000000,
    AddRappelActs1795740000000,
    AddTransactions1795741000000,
    AddOutbox1795742000000,
  ],
  open: async ({ dataSource, writes, outbox, warn }) => {
    if (dataSource) await importTerritoires(dataSource);
    const close = writes
      ? everyHour(() => expireOverdue(writes, new Date(), outbox), warn)
      : undefined;
    return { services: undefined, ...(close ? { close } : {}) };
  },
});
