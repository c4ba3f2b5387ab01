import 'reflect-metadata';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { Constat } from '../../subgraphs/bailleurs/diagnostic/constat.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from '../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import { Logement } from '../../subgraphs/bailleurs/logement/logement.js';
import { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import {
  EtudeSurete,
  MesureSecurisation,
  ProgrammeRenovation,
  ProgrammeResidence,
} from '../../subgraphs/bailleurs/renovation/programme-renovation.js';
import { Entree } from '../../subgraphs/bailleurs/residence/entree.js';
import { Residence } from '../../subgraphs/bailleurs/residence/residence.js';
import {
  Signalement,
  SignalementDestinataire,
  SignalementIncident,
  SuiteOperationnelle,
} from '../../subgraphs/bailleurs/signalement/signalement.js';
import { AvisRappelOrdre } from '../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import { justice } from '../../subgraphs/justice/justice.js';
import { AvisNotifie, Decision, Procedure } from '../../subgraphs/justice/procedure/procedure.js';
import { StatistiqueSuites } from '../../subgraphs/justice/statistique/statistique-suites.js';
import { Correspondant } from '../../subgraphs/ville/correspondant/correspondant.js';
import { Instance, InstanceMembre, Reunion } from '../../subgraphs/ville/instance/instance.js';
import { TransactionMunicipale } from '../../subgraphs/ville/transaction/transaction-municipale.js';
import { RappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { ville } from '../../subgraphs/ville/ville.js';
import type { Partner } from '../programs.js';
import type { InventedData } from './invent.js';
import { seedDatabase } from './seed-database.js';

/** Fills the three empty databases; parents before children, as the foreign keys want it. */
export async function fillDatabases(
  urlOf: (partner: Partner) => string,
  data: InventedData,
): Promise<void> {
  const {
    annuaire,
    patrimoine,
    incidents,
    suitesPenales,
    signalements,
    rappelsOrdre,
    diagnostics,
    renovations,
  } = data;
  await seedDatabase(urlOf('ville'), ville, [
    { entity: Correspondant, rows: annuaire.correspondants },
    { entity: Instance, rows: annuaire.instances },
    { entity: InstanceMembre, rows: annuaire.membres },
    { entity: Reunion, rows: annuaire.reunions },
    { entity: RappelOrdre, rows: rappelsOrdre.rappels },
    { entity: TransactionMunicipale, rows: data.transactions },
  ]);
  await seedDatabase(urlOf('bailleurs'), bailleurs, [
    { entity: Residence, rows: patrimoine.residences },
    { entity: Entree, rows: patrimoine.entrees },
    { entity: Logement, rows: patrimoine.logements },
    { entity: Plainte, rows: suitesPenales.plaintes },
    { entity: Incident, rows: incidents },
    { entity: Signalement, rows: signalements.signalements },
    { entity: SignalementIncident, rows: signalements.incidents },
    { entity: SignalementDestinataire, rows: signalements.destinataires },
    { entity: SuiteOperationnelle, rows: signalements.suites },
    { entity: DiagnosticEnMarchant, rows: diagnostics.diagnostics },
    { entity: DiagnosticResidence, rows: diagnostics.residences },
    { entity: ParticipantDiagnostic, rows: diagnostics.participants },
    { entity: Constat, rows: diagnostics.constats },
    { entity: ProgrammeRenovation, rows: renovations.programmes },
    { entity: ProgrammeResidence, rows: renovations.residences },
    { entity: MesureSecurisation, rows: renovations.mesures },
    { entity: EtudeSurete, rows: renovations.etudes },
  ]);
  await seedDatabase(urlOf('justice'), justice, [
    { entity: Procedure, rows: suitesPenales.procedures },
    { entity: Decision, rows: suitesPenales.decisions },
    { entity: AvisNotifie, rows: suitesPenales.avisNotifies },
    { entity: AvisRappelOrdre, rows: rappelsOrdre.avis },
    { entity: StatistiqueSuites, rows: data.statistiques },
  ]);
}
