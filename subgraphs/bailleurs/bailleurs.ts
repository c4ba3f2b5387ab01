import { ActeRecu, PassageEnregistre } from '../kit/acts/act-tables.js';
import { everyHour, onceADay } from '../kit/acts/every-hour.js';
import { stateResolverOf } from '../kit/acts/state-resolver.js';
import { OutgoingNotification } from '../kit/outbox/outgoing-notification.js';
import { subgraph, table } from '../kit/subgraph.js';
import { ConstatActsResolver } from './diagnostic/constat-acts.js';
import { ConstatResolver } from './diagnostic/constat-resolver.js';
import { constatWorkflow } from './diagnostic/constat-workflow.js';
import { Constat, constatRows } from './diagnostic/constat.js';
import { constats } from './diagnostic/constats.js';
import { DiagnosticActsResolver } from './diagnostic/diagnostic-acts.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  diagnosticRows,
  ParticipantDiagnostic,
  participantRows,
} from './diagnostic/diagnostic-en-marchant.js';
import { DiagnosticResolver, ParticipantResolver } from './diagnostic/diagnostic-resolver.js';
import { diagnosticWorkflow } from './diagnostic/diagnostic-workflow.js';
import { diagnostics } from './diagnostic/diagnostics.js';
import { CorrectionIncident, correctionRows } from './incident/correction-incident.js';
import { EngagementReponseResolver } from './engagement/engagement-resolver.js';
import {
  EngagementReponse,
  engagementReponseRows,
  engagementsReponse,
  importEngagements,
} from './engagement/engagement-reponse.js';
import { AddEngagements1795760300000 } from './migrations/1795760300000-add-engagements.js';
import { IndexByReader1795760400000 } from './migrations/1795760400000-index-by-reader.js';
import { PromiseToOperator1795782000000 } from './migrations/1795782000000-promise-to-operator.js';
import { IndexInOrderOfKeys1795783000000 } from './migrations/1795783000000-index-in-order-of-keys.js';
import { CodeLienBail1795771000000 } from './migrations/1795771000000-code-lien-bail.js';
import { AddTroubles1795770000000 } from './migrations/1795770000000-add-troubles.js';
import { IncidentActsResolver } from './incident/incident-acts.js';
import { CommuneIncidentsResolver, IncidentResolver } from './incident/incident-resolver.js';
import { incidentWorkflow } from './incident/incident-workflow.js';
import { Incident, incidentRows } from './incident/incident.js';
import { incidents } from './incident/incidents.js';
import { defaultOverdue } from './injonction/default-overdue.js';
import { InjonctionActsResolver } from './injonction/injonction-acts.js';
import { InjonctionPrefectorale, injonctionRows } from './injonction/injonction-prefectorale.js';
import { InjonctionResolver } from './injonction/injonction-resolver.js';
import { injonctionWorkflow } from './injonction/injonction-workflow.js';
import { injonctions } from './injonction/injonctions.js';
import { LogementResolver } from './logement/logement-resolver.js';
import { Logement, logementRows } from './logement/logement.js';
import { logements } from './logement/logements.js';
import { CreateBailleurs1763856000000 } from './migrations/1763856000000-create-bailleurs.js';
import { WidenVictimeItt1795392000000 } from './migrations/1795392000000-widen-victime-itt.js';
import { IndexIncidentsByCommune1795478400000 } from './migrations/1795478400000-index-incidents-by-commune.js';
import { AddDomainFields1795781000000 } from './migrations/1795781000000-add-domain-fields.js';
import { AggregateIncidents1795775000000 } from './migrations/1795775000000-aggregate-incidents.js';
import { EvaluateEntrees1795774000000 } from './migrations/1795774000000-evaluate-entrees.js';
import { FreeCommuneCodes1795564800000 } from './migrations/1795564800000-free-commune-codes.js';
import { AddActs1795650000000 } from './migrations/1795650000000-add-acts.js';
import { AddDiagnostics1795651000000 } from './migrations/1795651000000-add-diagnostics.js';
import { EnterIncidents1795652000000 } from './migrations/1795652000000-enter-incidents.js';
import { AddOutbox1795743000000 } from './migrations/1795743000000-add-outbox.js';
import { IndexIncidentsByQuestion1795744000000 } from './migrations/1795744000000-index-incidents-by-question.js';
import { AddRenovations1795653000000 } from './migrations/1795653000000-add-renovations.js';
import { ActOnPlaintes1795745000000 } from './migrations/1795745000000-act-on-plaintes.js';
import { AddProcesVerbaux1795746000000 } from './migrations/1795746000000-add-proces-verbaux.js';
import { AddProtections1795747000000 } from './migrations/1795747000000-add-protections.js';
import { AddInjonctions1795748000000 } from './migrations/1795748000000-add-injonctions.js';
import { PlainteActsResolver } from './plainte/plainte-acts.js';
import { plainteWorkflow } from './plainte/plainte-workflow.js';
import { PlainteResolver } from './plainte/plainte-resolver.js';
import { Plainte, plainteRows } from './plainte/plainte.js';
import { plaintes } from './plainte/plaintes.js';
import { ProcesVerbalActsResolver } from './proces-verbal/proces-verbal-acts.js';
import { ProcesVerbalResolver } from './proces-verbal/proces-verbal-resolver.js';
import { procesVerbalWorkflow } from './proces-verbal/proces-verbal-workflow.js';
import { ProcesVerbalBailleur, procesVerbalRows } from './proces-verbal/proces-verbal.js';
import { procesVerbaux } from './proces-verbal/proces-verbaux.js';
import { voidOverdue } from './proces-verbal/void-overdue.js';
import { ProtectionActsResolver } from './protection/protection-acts.js';
import { ProtectionPersonnel, protectionRows } from './protection/protection-personnel.js';
import { ProtectionResolver } from './protection/protection-resolver.js';
import { protectionWorkflow } from './protection/protection-workflow.js';
import { protections } from './protection/protections.js';
import { RenovationActsResolver } from './renovation/renovation-acts.js';
import { renovationWorkflow } from './renovation/renovation-workflow.js';
import {
  EtudeResolver,
  MesureResolver,
  RenovationResolver,
} from './renovation/renovation-resolver.js';
import {
  EtudeSurete,
  etudeRows,
  MesureSecurisation,
  mesureRows,
  ProgrammeRenovation,
  ProgrammeResidence,
  programmeRows,
} from './renovation/programme-renovation.js';
import { programmes } from './renovation/programmes.js';
import { EntreeActsResolver } from './residence/entree-acts.js';
import { EntreeResolver } from './residence/entree-resolver.js';
import { entreeWorkflow } from './residence/entree-workflow.js';
import { Entree, entreeRows } from './residence/entree.js';
import { entrees } from './residence/entrees.js';
import { CommuneResidencesResolver, ResidenceResolver } from './residence/residence-resolver.js';
import { Residence, residenceRows } from './residence/residence.js';
import { residences } from './residence/residences.js';
import {
  SignalementResolver,
  SignalementStateResolver,
  SuiteOperationnelleResolver,
} from './signalement/signalement-resolver.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  signalementRows,
  SuiteOperationnelle,
  suiteRows,
} from './signalement/signalement.js';
import { signalements } from './signalement/signalements.js';
import { closeOverdue } from './signalement/close-overdue.js';
import { SignalementActsResolver } from './signalement/signalement-acts.js';
import { signalementWorkflow } from './signalement/signalement-workflow.js';
import { Commune } from './territoire/commune.js';
import { TroubleActsResolver } from './trouble/trouble-acts.js';
import { TroubleJouissance, troubleRows } from './trouble/trouble-jouissance.js';
import { TroubleResolver } from './trouble/trouble-resolver.js';
import { troubleWorkflow } from './trouble/trouble-workflow.js';
import { troubles } from './trouble/troubles.js';
import { clearLeftovers } from '../kit/import-leftovers.js';
import { removeExpired } from './remove-expired.js';
import { AgregatIncidentsResolver } from './incident/agregat-resolver.js';
import { AgregatIncidents, agregatRows, agregatsIncidents } from './incident/agregat-incidents.js';
import { importCommunes } from '../kit/territoire.js';

/** The five bailleurs: stock, incidents, signalements, complaints, diagnostics on the spot. */
export const bailleurs = subgraph({
  name: 'bailleurs',
  defaultPort: 4002,
  partitioned: true,
  about:
    'résidences, logements, incidents, signalements, plaintes, procès-verbaux, protection du personnel, injonctions du préfet, troubles de jouissance, diagnostics, rénovations',
  resolvers: [
    ResidenceResolver,
    CommuneResidencesResolver,
    EntreeResolver,
    stateResolverOf(entreeWorkflow),
    EntreeActsResolver,
    LogementResolver,
    IncidentResolver,
    CommuneIncidentsResolver,
    AgregatIncidentsResolver,
    stateResolverOf(incidentWorkflow, 'incident:lecture'),
    IncidentActsResolver,
    SignalementResolver,
    SuiteOperationnelleResolver,
    SignalementStateResolver,
    SignalementActsResolver,
    PlainteResolver,
    stateResolverOf(plainteWorkflow),
    PlainteActsResolver,
    ProcesVerbalResolver,
    stateResolverOf(procesVerbalWorkflow),
    ProcesVerbalActsResolver,
    ProtectionResolver,
    stateResolverOf(protectionWorkflow),
    ProtectionActsResolver,
    InjonctionResolver,
    stateResolverOf(injonctionWorkflow),
    InjonctionActsResolver,
    TroubleResolver,
    stateResolverOf(troubleWorkflow),
    TroubleActsResolver,
    DiagnosticResolver,
    ParticipantResolver,
    stateResolverOf(diagnosticWorkflow),
    DiagnosticActsResolver,
    ConstatResolver,
    stateResolverOf(constatWorkflow),
    ConstatActsResolver,
    RenovationResolver,
    MesureResolver,
    EtudeResolver,
    stateResolverOf(renovationWorkflow, 'renovation:securisation'),
    RenovationActsResolver,
    EngagementReponseResolver,
  ],
  entities: [
    table(Commune, { key: 'codeInsee', alike: true }),
    table(Residence, { key: 'id', rules: residenceRows, list: residences }),
    table(Entree, { key: 'id', rules: entreeRows, list: entrees }),
    table(Logement, { key: 'id', rules: logementRows, list: logements }),
    table(Plainte, { key: 'id', rules: plainteRows, list: plaintes }),
    table(Incident, { key: 'id', rules: incidentRows, list: incidents }),
    table(AgregatIncidents, { rules: agregatRows, list: agregatsIncidents }),
    table(CorrectionIncident, { rules: correctionRows }),
    table(Signalement, { key: 'id', rules: signalementRows, list: signalements }),
    table(SignalementIncident),
    table(SignalementDestinataire),
    table(SuiteOperationnelle, { rules: suiteRows }),
    table(DiagnosticEnMarchant, { key: 'id', rules: diagnosticRows, list: diagnostics }),
    table(DiagnosticResidence),
    table(ParticipantDiagnostic, { rules: participantRows }),
    table(Constat, { key: 'id', rules: constatRows, list: constats }),
    table(ProgrammeRenovation, { key: 'id', rules: programmeRows, list: programmes }),
    table(ProgrammeResidence),
    table(MesureSecurisation, { rules: mesureRows }),
    table(EtudeSurete, { key: 'id', rules: etudeRows }),
    table(ProcesVerbalBailleur, { key: 'id', rules: procesVerbalRows, list: procesVerbaux }),
    table(ProtectionPersonnel, { key: 'id', rules: protectionRows, list: protections }),
    table(InjonctionPrefectorale, { key: 'id', rules: injonctionRows, list: injonctions }),
    table(TroubleJouissance, { key: 'id', rules: troubleRows, list: troubles }),
    table(EngagementReponse, {
      key: 'id',
      rules: engagementReponseRows,
      list: engagementsReponse,
    }),
    table(PassageEnregistre),
    table(ActeRecu),
    table(OutgoingNotification),
  ],
  workflows: [
    entreeWorkflow,
    incidentWorkflow,
    signalementWorkflow,
    plainteWorkflow,
    procesVerbalWorkflow,
    protectionWorkflow,
    injonctionWorkflow,
    troubleWorkflow,
    diagnosticWorkflow,
    constatWorkflow,
    renovationWorkflow,
  ],
  migrations: [
    CreateBailleurs1763856000000,
    WidenVictimeItt1795392000000,
    IndexIncidentsByCommune1795478400000,
    FreeCommuneCodes1795564800000,
    AddActs1795650000000,
    AddDiagnostics1795651000000,
    EnterIncidents1795652000000,
    AddRenovations1795653000000,
    AddOutbox1795743000000,
    IndexIncidentsByQuestion1795744000000,
    ActOnPlaintes1795745000000,
    AddProcesVerbaux1795746000000,
    AddProtections1795747000000,
    AddInjonctions1795748000000,
    AddEngagements1795760300000,
    IndexByReader1795760400000,
    AddTroubles1795770000000,
    CodeLienBail1795771000000,
    EvaluateEntrees1795774000000,
    AggregateIncidents1795775000000,
    AddDomainFields1795781000000,
    PromiseToOperator1795782000000,
    IndexInOrderOfKeys1795783000000,
  ],
  open: async ({ env, dataSource, writes, outbox, warn }) => {
    if (dataSource) {
      await importCommunes(dataSource, Commune);
      await importEngagements(dataSource, env['OPERATOR'] ?? null);
    }
    // It looks at every incident that was closed.
    const daily = onceADay();
    const close = writes
      ? everyHour(async () => {
          await closeOverdue(writes, new Date(), outbox);
          await voidOverdue(writes, new Date(), outbox);
          await defaultOverdue(writes, new Date(), outbox);
          await daily(() => removeExpired(writes, new Date()));
          await clearLeftovers(writes, new Date());
        }, warn)
      : undefined;
    return { services: undefined, ...(close ? { close } : {}) };
  },
});
