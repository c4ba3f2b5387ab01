import { ActeRecu, PassageEnregistre } from '../kit/acts/act-tables.js';
import { everyHour } from '../kit/acts/every-hour.js';
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
import { IncidentActsResolver } from './incident/incident-acts.js';
import { CommuneIncidentsResolver, IncidentResolver } from './incident/incident-resolver.js';
import { incidentWorkflow } from './incident/incident-workflow.js';
import { Incident, incidentRows } from './incident/incident.js';
import { incidents } from './incident/incidents.js';
import { LogementResolver } from './logement/logement-resolver.js';
import { Logement, logementRows } from './logement/logement.js';
import { logements } from './logement/logements.js';
import { CreateBailleurs1763856000000 } from './migrations/1763856000000-create-bailleurs.js';
import { WidenVictimeItt1795392000000 } from './migrations/1795392000000-widen-victime-itt.js';
import { IndexIncidentsByCommune1795478400000 } from './migrations/1795478400000-index-incidents-by-commune.js';
import { FreeCommuneCodes1795564800000 } from './migrations/1795564800000-free-commune-codes.js';
import { AddActs1795650000000 } from './migrations/1795650000000-add-acts.js';
import { AddDiagnostics1795651000000 } from './migrations/1795651000000-add-diagnostics.js';
import { EnterIncidents1795652000000 } from './migrations/1795652000000-enter-incidents.js';
import { AddOutbox1795743000000 } from './migrations/1795743000000-add-outbox.js';
import { AddRenovations1795653000000 } from './migrations/1795653000000-add-renovations.js';
import { PlainteResolver } from './plainte/plainte-resolver.js';
import { Plainte, plainteRows } from './plainte/plainte.js';
import { plaintes } from './plainte/plaintes.js';
import { RenovationActsResolver } from './renovation/renovation-acts.js';
import { renovationWorkflow } from './renovation/renovation-workflow.js';
import { MesureResolver, RenovationResolver } from './renovation/renovation-resolver.js';
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
import { Entree, entreeRows } from './residence/entree.js';
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
import { Commune } from './territoire/commune.js';
import { importCommunes } from '../kit/territoire.js';

/** The five bailleurs: stock, incidents, signalements, complaints, diagnostics on the spot. */
export const bailleurs = subgraph({
  name: 'bailleurs',
  defaultPort: 4002,
  about: 'résidences, logements, incidents, signalements, plaintes, diagnostics, rénovations',
  resolvers: [
    ResidenceResolver,
    CommuneResidencesResolver,
    LogementResolver,
    IncidentResolver,
    CommuneIncidentsResolver,
    stateResolverOf(incidentWorkflow, 'incident:lecture'),
    IncidentActsResolver,
    SignalementResolver,
    SuiteOperationnelleResolver,
    SignalementStateResolver,
    SignalementActsResolver,
    PlainteResolver,
    DiagnosticResolver,
    ParticipantResolver,
    stateResolverOf(diagnosticWorkflow),
    DiagnosticActsResolver,
    ConstatResolver,
    stateResolverOf(constatWorkflow),
    ConstatActsResolver,
    RenovationResolver,
    MesureResolver,
    stateResolverOf(renovationWorkflow, 'renovation:securisation'),
    RenovationActsResolver,
  ],
  entities: [
    table(Commune, { key: 'codeInsee' }),
    table(Residence, { key: 'id', rules: residenceRows, list: residences }),
    table(Entree, { key: 'id', rules: entreeRows }),
    table(Logement, { key: 'id', rules: logementRows, list: logements }),
    table(Plainte, { key: 'id', rules: plainteRows, list: plaintes }),
    table(Incident, { key: 'id', rules: incidentRows, list: incidents }),
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
    table(PassageEnregistre),
    table(ActeRecu),
    table(OutgoingNotification),
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
  ],
  open: async ({ dataSource, writes, outbox, warn }) => {
    if (dataSource) await importCommunes(dataSource, Commune);
    const close = writes
      ? everyHour(() => closeOverdue(writes, new Date(), outbox), warn)
      : undefined;
    return { services: undefined, ...(close ? { close } : {}) };
  },
});
