import { ActeRecu, PassageEnregistre } from '../kit/acts/act-tables.js';
import { everyHour } from '../kit/acts/every-hour.js';
import { stateResolverOf } from '../kit/acts/state-resolver.js';
import { clearLeftovers } from '../kit/import-leftovers.js';
import { OutgoingAct } from '../kit/delivery/outgoing-act.js';
import { OutgoingNotification } from '../kit/outbox/outgoing-notification.js';
import { subgraph, table } from '../kit/subgraph.js';
import { AlternativeActsResolver } from './alternative/alternative-acts.js';
import { AlternativeResolver } from './alternative/alternative-resolver.js';
import { alternativeWorkflow } from './alternative/alternative-workflow.js';
import { alternatives } from './alternative/alternatives.js';
import { alternativeRows, PropositionAlternative } from './alternative/proposition-alternative.js';
import { InformationActsResolver } from './information/information-acts.js';
import { InformationMaire, informationRows } from './information/information-maire.js';
import { InformationResolver } from './information/information-resolver.js';
import { informationWorkflow } from './information/information-workflow.js';
import { informations } from './information/informations.js';
import { ActionActsResolver } from './action/action-acts.js';
import { ActionPrevention, actionRows } from './action/action-prevention.js';
import { ActionResolver } from './action/action-resolver.js';
import { actionWorkflow } from './action/action-workflow.js';
import { actions } from './action/actions.js';
import { CorrespondantActsResolver } from './correspondant/correspondant-acts.js';
import { CorrespondantResolver } from './correspondant/correspondant-resolver.js';
import { correspondantWorkflow } from './correspondant/correspondant-workflow.js';
import { Correspondant, correspondantRows } from './correspondant/correspondant.js';
import { correspondants } from './correspondant/correspondants.js';
import { reportedLine } from './correspondant/put-reports.js';
import { EngagementResolver } from './engagement/engagement-resolver.js';
import {
  Engagement,
  engagementRows,
  engagements,
  importEngagements,
} from './engagement/engagement.js';
import { InstanceActsResolver } from './instance/instance-acts.js';
import { instanceWorkflow } from './instance/instance-workflow.js';
import { instances } from './instance/instances.js';
import {
  DecisionInstanceResolver,
  DemandeReunionResolver,
  InstanceResolver,
} from './instance/instance-resolver.js';
import {
  DecisionInstance,
  decisionInstanceRows,
  DemandeReunion,
  demandeReunionRows,
} from './instance/instance-work.js';
import {
  Instance,
  InstanceMembre,
  instanceRows,
  Reunion,
  reunionRows,
} from './instance/instance.js';
import {
  IndicateurDelinquance,
  indicateursDelinquance,
} from './indicateur/indicateur-delinquance.js';
import { IndicateurResolver } from './indicateur/indicateur-resolver.js';
import { MandatActsResolver } from './mandat/mandat-acts.js';
import { MandatGroupe, mandatRows } from './mandat/mandat-groupe.js';
import { MandatResolver } from './mandat/mandat-resolver.js';
import { mandatWorkflow } from './mandat/mandat-workflow.js';
import { mandats } from './mandat/mandats.js';
import { CreateVille1763856000000 } from './migrations/1763856000000-create-ville.js';
import { NameRegisterEntries1795744000000 } from './migrations/1795744000000-name-register-entries.js';
import { AddIndicateurs1795760000000 } from './migrations/1795760000000-add-indicateurs.js';
import { AddOutbox1795742000000 } from './migrations/1795742000000-add-outbox.js';
import { AddProblematiques1795760100000 } from './migrations/1795760100000-add-problematiques.js';
import { AddSituations1795760200000 } from './migrations/1795760200000-add-situations.js';
import { ActOnInstances1795772000000 } from './migrations/1795772000000-act-on-instances.js';
import { ActOnDirectory1795780000000 } from './migrations/1795780000000-act-on-directory.js';
import { CancelMeetings1795781000000 } from './migrations/1795781000000-cancel-meetings.js';
import { AddInstanceWork1795776000000 } from './migrations/1795776000000-add-instance-work.js';
import { CodeObjets1795771000000 } from './migrations/1795771000000-code-objets.js';
import { AddActions1795760400000 } from './migrations/1795760400000-add-actions.js';
import { AddEngagements1795760300000 } from './migrations/1795760300000-add-engagements.js';
import { AddTransactions1795741000000 } from './migrations/1795741000000-add-transactions.js';
import { AddRappelActs1795740000000 } from './migrations/1795740000000-add-rappel-acts.js';
import { InformMayors1795750000000 } from './migrations/1795750000000-inform-mayors.js';
import { ProblematiqueActsResolver } from './problematique/problematique-acts.js';
import {
  InstanceProblematiquesResolver,
  ProblematiqueResolver,
} from './problematique/problematique-resolver.js';
import { problematiqueWorkflow } from './problematique/problematique-workflow.js';
import { Problematique, problematiqueRows } from './problematique/problematique.js';
import { problematiques } from './problematique/problematiques.js';
import { RappelOrdreActsResolver } from './rappel-ordre/rappel-ordre-acts.js';
import {
  CommuneRappelsResolver,
  RappelOrdreResolver,
} from './rappel-ordre/rappel-ordre-resolver.js';
import { rappelOrdreWorkflow } from './rappel-ordre/rappel-ordre-workflow.js';
import { RappelOrdre, rappelOrdreRows } from './rappel-ordre/rappel-ordre.js';
import { rappelsOrdre } from './rappel-ordre/rappels-ordre.js';
import { removeExpired } from './remove-expired.js';
import { removeOverdue } from './situation/remove-overdue.js';
import { SituationActsResolver } from './situation/situation-acts.js';
import { SituationResolver } from './situation/situation-resolver.js';
import { SituationSuivie, situationRows } from './situation/situation-suivie.js';
import { situationWorkflow } from './situation/situation-workflow.js';
import { situations } from './situation/situations.js';
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
import type { VilleServices } from './ville-services.js';

/** The two cities and two EPCI: territories, correspondents, instances, rappels à l'ordre, transactions, a GPO's problems, working groups. */
export const ville = subgraph<VilleServices>({
  name: 'ville',
  defaultPort: 4001,
  partitioned: true,
  about:
    'communes, EPCI, quartiers, correspondants, instances, rappels à l’ordre, transactions municipales, mesures alternatives proposées, information des maires, problématiques de GPO, groupes de travail, actions de prévention, engagements',
  resolvers: [
    CommuneResolver,
    EpciResolver,
    QuartierResolver,
    CorrespondantResolver,
    stateResolverOf(correspondantWorkflow),
    CorrespondantActsResolver,
    InstanceResolver,
    DemandeReunionResolver,
    DecisionInstanceResolver,
    stateResolverOf(instanceWorkflow, 'instance:reunions'),
    InstanceActsResolver,
    RappelOrdreResolver,
    CommuneRappelsResolver,
    stateResolverOf(rappelOrdreWorkflow, 'rappel-ordre:lecture'),
    RappelOrdreActsResolver,
    TransactionResolver,
    stateResolverOf(transactionWorkflow),
    TransactionActsResolver,
    AlternativeResolver,
    stateResolverOf(alternativeWorkflow),
    AlternativeActsResolver,
    InformationResolver,
    stateResolverOf(informationWorkflow),
    InformationActsResolver,
    IndicateurResolver,
    ProblematiqueResolver,
    InstanceProblematiquesResolver,
    stateResolverOf(problematiqueWorkflow),
    ProblematiqueActsResolver,
    MandatResolver,
    stateResolverOf(mandatWorkflow),
    MandatActsResolver,
    SituationResolver,
    stateResolverOf(situationWorkflow),
    SituationActsResolver,
    EngagementResolver,
    ActionResolver,
    stateResolverOf(actionWorkflow),
    ActionActsResolver,
  ],
  entities: [
    table(Epci, { key: 'siren', alike: true }),
    table(Commune, { key: 'codeInsee', list: communes, alike: true }),
    table(Quartier, { key: 'codeQpv', alike: true }),
    table(QuartierCommune, { alike: true }),
    table(Correspondant, {
      key: 'id',
      rules: correspondantRows,
      list: correspondants,
      alike: true,
    }),
    table(Instance, { key: 'id', rules: instanceRows, list: instances }),
    table(InstanceMembre),
    table(Reunion, { rules: reunionRows }),
    table(DemandeReunion, { rules: demandeReunionRows }),
    table(DecisionInstance, { rules: decisionInstanceRows }),
    table(RappelOrdre, { key: 'id', rules: rappelOrdreRows, list: rappelsOrdre, at: 'commune' }),
    table(TransactionMunicipale, {
      key: 'id',
      rules: transactionRows,
      list: transactions,
      at: 'commune',
    }),
    table(PropositionAlternative, {
      key: 'id',
      rules: alternativeRows,
      list: alternatives,
      at: 'commune',
    }),
    table(InformationMaire, {
      key: 'id',
      rules: informationRows,
      list: informations,
      at: 'commune',
    }),
    table(IndicateurDelinquance, { list: indicateursDelinquance, alike: true }),
    table(Problematique, { key: 'id', rules: problematiqueRows, list: problematiques }),
    table(MandatGroupe, { key: 'id', rules: mandatRows, list: mandats }),
    table(SituationSuivie, { key: 'id', rules: situationRows, list: situations }),
    table(Engagement, { key: 'id', rules: engagementRows, list: engagements }),
    table(ActionPrevention, { key: 'id', rules: actionRows, list: actions }),
    table(PassageEnregistre),
    table(ActeRecu),
    table(OutgoingNotification),
    table(OutgoingAct),
  ],
  workflows: [
    correspondantWorkflow,
    rappelOrdreWorkflow,
    transactionWorkflow,
    alternativeWorkflow,
    informationWorkflow,
    instanceWorkflow,
    problematiqueWorkflow,
    mandatWorkflow,
    situationWorkflow,
    actionWorkflow,
  ],
  migrations: [
    CreateVille1763856000000,
    AddRappelActs1795740000000,
    AddTransactions1795741000000,
    AddOutbox1795742000000,
    NameRegisterEntries1795744000000,
    InformMayors1795750000000,
    AddIndicateurs1795760000000,
    AddProblematiques1795760100000,
    AddSituations1795760200000,
    AddEngagements1795760300000,
    AddActions1795760400000,
    CodeObjets1795771000000,
    ActOnInstances1795772000000,
    AddInstanceWork1795776000000,
    ActOnDirectory1795780000000,
    CancelMeetings1795781000000,
  ],
  delivers: [reportedLine],
  open: async ({ env, dataSource, writes, outbox, warn }) => {
    const operator = env['OPERATOR'] ?? null;
    if (dataSource) {
      await importTerritoires(dataSource);
      await importEngagements(dataSource, operator);
    }
    const close = writes
      ? everyHour(async () => {
          await expireOverdue(writes, new Date(), outbox);
          await removeOverdue(writes, new Date());
          await removeExpired(writes, new Date());
          await clearLeftovers(writes, new Date());
        }, warn)
      : undefined;
    return { services: { operator }, ...(close ? { close } : {}) };
  },
});
