import { subgraph } from '../kit/subgraph.js';
import { CommuneIncidentsResolver, IncidentResolver } from './incident/incident-resolver.js';
import { Incident, incidentRows } from './incident/incident.js';
import { incidents } from './incident/incidents.js';
import { LogementResolver } from './logement/logement-resolver.js';
import { Logement, logementRows } from './logement/logement.js';
import { logements } from './logement/logements.js';
import { CreateBailleurs1763856000000 } from './migrations/1763856000000-create-bailleurs.js';
import { WidenVictimeItt1795392000000 } from './migrations/1795392000000-widen-victime-itt.js';
import { PlainteResolver } from './plainte/plainte-resolver.js';
import { Plainte, plainteRows } from './plainte/plainte.js';
import { plaintes } from './plainte/plaintes.js';
import { Entree, entreeRows } from './residence/entree.js';
import { CommuneResidencesResolver, ResidenceResolver } from './residence/residence-resolver.js';
import { Residence, residenceRows } from './residence/residence.js';
import { residences } from './residence/residences.js';
import {
  SignalementResolver,
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
import { TransmissionResolver } from './signalement/transmission.js';
import { Commune } from './territoire/commune.js';
import { importCommunes } from '../kit/territoire.js';

/** The five bailleurs: stock, incidents, signalements, complaints. */
export const bailleurs = subgraph({
  name: 'bailleurs',
  defaultPort: 4002,
  about: 'résidences, logements, incidents, signalements, plaintes',
  resolvers: [
    ResidenceResolver,
    CommuneResidencesResolver,
    LogementResolver,
    IncidentResolver,
    CommuneIncidentsResolver,
    SignalementResolver,
    SuiteOperationnelleResolver,
    TransmissionResolver,
    PlainteResolver,
  ],
  types: [],
  entities: [
    Commune,
    Residence,
    Entree,
    Logement,
    Plainte,
    Incident,
    Signalement,
    SignalementIncident,
    SignalementDestinataire,
    SuiteOperationnelle,
  ],
  migrations: [CreateBailleurs1763856000000, WidenVictimeItt1795392000000],
  rowRules: [
    residenceRows,
    entreeRows,
    logementRows,
    incidentRows,
    plainteRows,
    signalementRows,
    suiteRows,
  ],
  listings: [residences, logements, incidents, signalements, plaintes],
  references: {
    Commune: ({ codeInsee }, { rows }) => rows.load(Commune, String(codeInsee)),
    Residence: ({ id }, { rows }) => rows.load(Residence, String(id)),
    Entree: ({ id }, { rows }) => rows.load(Entree, String(id)),
    Logement: ({ id }, { rows }) => rows.load(Logement, String(id)),
    Incident: ({ id }, { rows }) => rows.load(Incident, String(id)),
    Signalement: ({ id }, { rows }) => rows.load(Signalement, String(id)),
    Plainte: ({ id }, { rows }) => rows.load(Plainte, String(id)),
  },
  open: async ({ dataSource }) => {
    if (dataSource) await importCommunes(dataSource, Commune);
    return { services: undefined };
  },
});
