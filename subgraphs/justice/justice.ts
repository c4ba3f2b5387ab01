import { ActeRecu, PassageEnregistre } from '../kit/acts/act-tables.js';
import { everyHour } from '../kit/acts/every-hour.js';
import { stateResolverOf } from '../kit/acts/state-resolver.js';
import { OutgoingAct } from '../kit/delivery/outgoing-act.js';
import { clearLeftovers } from '../kit/import-leftovers.js';
import { OutgoingNotification } from '../kit/outbox/outgoing-notification.js';
import { foreign, subgraph, table } from '../kit/subgraph.js';
import { AvisRappelActsResolver } from './avis-rappel/avis-rappel-acts.js';
import { AvisRappelOrdre, avisRappelOrdreRows } from './avis-rappel/avis-rappel-ordre.js';
import { AvisRappelResolver, RappelOrdreAvisResolver } from './avis-rappel/avis-rappel-resolver.js';
import { avisRappelWorkflow, movesRappel } from './avis-rappel/avis-rappel-workflow.js';
import { RappelOrdre } from './avis-rappel/rappel-ordre.js';
import { CommunicationActsResolver } from './communication/communication-acts.js';
import { CommunicationResolver } from './communication/communication-resolver.js';
import { communicationWorkflow } from './communication/communication-workflow.js';
import { Communication, communicationRows } from './communication/communication.js';
import { communications } from './communication/communications.js';
import { GltdActsResolver } from './gltd/gltd-acts.js';
import { GltdResolver } from './gltd/gltd-resolver.js';
import { gltdWorkflow } from './gltd/gltd-workflow.js';
import { Gltd, GltdInvite, gltdRows } from './gltd/gltd.js';
import { gltds } from './gltd/gltds.js';
import { HomologationActsResolver } from './homologation/homologation-acts.js';
import {
  HomologationResolver,
  TransactionHomologationResolver,
} from './homologation/homologation-resolver.js';
import {
  HomologationTransaction,
  homologationRows,
} from './homologation/homologation-transaction.js';
import { homologationWorkflow, movesTransaction } from './homologation/homologation-workflow.js';
import { TransactionMunicipale } from './homologation/transaction-municipale.js';
import { CreateJustice1763856000000 } from './migrations/1763856000000-create-justice.js';
import { AddNatinf1795760000000 } from './migrations/1795760000000-add-natinf.js';
import { RegisterActs1795744000000 } from './migrations/1795744000000-register-acts.js';
import { RegisterProcedures1795745000000 } from './migrations/1795745000000-register-procedures.js';
import { AddJudicialGroups1795773000000 } from './migrations/1795773000000-add-judicial-groups.js';
import { InfractionNatinf, infractionsNatinf } from './natinf/infraction-natinf.js';
import { NatinfResolver } from './natinf/natinf-resolver.js';
import { PosteTravailActsResolver } from './poste-travail/poste-travail-acts.js';
import { PosteTravailResolver } from './poste-travail/poste-travail-resolver.js';
import { posteTravailWorkflow } from './poste-travail/poste-travail-workflow.js';
import { PosteTravailInteret, posteTravailRows } from './poste-travail/poste-travail.js';
import { postesTravail } from './poste-travail/postes-travail.js';
import { ProcedureActsResolver } from './procedure/procedure-acts.js';
import { conduite, movesPlainte, procedureWorkflow } from './procedure/procedure-workflow.js';
import { DecisionResolver, ProcedureResolver } from './procedure/procedure-resolver.js';
import {
  AvisNotifie,
  Decision,
  decisionRows,
  Procedure,
  procedureRows,
} from './procedure/procedure.js';
import { removeExpired } from './remove-expired.js';
import { procedures } from './procedure/procedures.js';
import { StatistiqueSuitesResolver } from './statistique/statistique-resolver.js';
import { StatistiqueSuites, statistiquesSuites } from './statistique/statistique-suites.js';
import { Commune } from './territoire/commune.js';
import { importCommunes } from '../kit/territoire.js';

/** The parquet's register of communications: never a view on its case files. */
export const justice = subgraph({
  name: 'justice',
  defaultPort: 4003,
  about:
    'procédures communiquées, décisions notifiées, avis, homologations, communications aux maires, groupes locaux de traitement de la délinquance, postes de travail d’intérêt général, statistiques',
  resolvers: [
    ProcedureResolver,
    DecisionResolver,
    stateResolverOf(procedureWorkflow, conduite),
    ProcedureActsResolver,
    RappelOrdreAvisResolver,
    AvisRappelResolver,
    AvisRappelActsResolver,
    TransactionHomologationResolver,
    HomologationResolver,
    HomologationActsResolver,
    CommunicationResolver,
    stateResolverOf(communicationWorkflow),
    CommunicationActsResolver,
    GltdResolver,
    stateResolverOf(gltdWorkflow),
    GltdActsResolver,
    PosteTravailResolver,
    stateResolverOf(posteTravailWorkflow),
    PosteTravailActsResolver,
    StatistiqueSuitesResolver,
    NatinfResolver,
  ],
  entities: [
    table(Commune),
    table(Procedure, { key: 'id', rules: procedureRows, list: procedures }),
    table(Decision, { rules: decisionRows }),
    table(AvisNotifie),
    table(AvisRappelOrdre, { key: 'id', rules: avisRappelOrdreRows }),
    table(HomologationTransaction, { key: 'id', rules: homologationRows }),
    table(Communication, { key: 'id', rules: communicationRows, list: communications }),
    table(Gltd, { key: 'id', rules: gltdRows, list: gltds }),
    table(GltdInvite),
    table(PosteTravailInteret, { key: 'id', rules: posteTravailRows, list: postesTravail }),
    table(StatistiqueSuites, { list: statistiquesSuites }),
    table(InfractionNatinf, { list: infractionsNatinf }),
    table(PassageEnregistre),
    table(ActeRecu),
    table(OutgoingNotification),
    table(OutgoingAct),
    foreign(RappelOrdre, 'id'),
    foreign(TransactionMunicipale, 'id'),
  ],
  workflows: [
    procedureWorkflow,
    avisRappelWorkflow,
    homologationWorkflow,
    communicationWorkflow,
    gltdWorkflow,
    posteTravailWorkflow,
  ],
  migrations: [
    CreateJustice1763856000000,
    RegisterActs1795744000000,
    RegisterProcedures1795745000000,
    AddNatinf1795760000000,
    AddJudicialGroups1795773000000,
  ],
  delivers: [
    ...Object.values(movesRappel),
    ...Object.values(movesTransaction),
    ...Object.values(movesPlainte),
  ],
  open: async ({ dataSource, writes, warn }) => {
    if (dataSource) await importCommunes(dataSource, Commune);
    const close = writes
      ? everyHour(async () => {
          await removeExpired(writes, new Date());
          await clearLeftovers(writes, new Date());
        }, warn)
      : undefined;
    return { services: undefined, ...(close ? { close } : {}) };
  },
});
