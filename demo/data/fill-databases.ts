import 'reflect-metadata';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { Constat } from '../../subgraphs/bailleurs/diagnostic/constat.js';
import {
  DiagnosticEnMarchant,
  DiagnosticResidence,
  ParticipantDiagnostic,
} from '../../subgraphs/bailleurs/diagnostic/diagnostic-en-marchant.js';
import { Incident } from '../../subgraphs/bailleurs/incident/incident.js';
import { InjonctionPrefectorale } from '../../subgraphs/bailleurs/injonction/injonction-prefectorale.js';
import { Logement } from '../../subgraphs/bailleurs/logement/logement.js';
import { Plainte } from '../../subgraphs/bailleurs/plainte/plainte.js';
import { TroubleJouissance } from '../../subgraphs/bailleurs/trouble/trouble-jouissance.js';
import { ProcesVerbalBailleur } from '../../subgraphs/bailleurs/proces-verbal/proces-verbal.js';
import { ProtectionPersonnel } from '../../subgraphs/bailleurs/protection/protection-personnel.js';
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
import { Commune as CommuneOfBailleurs } from '../../subgraphs/bailleurs/territoire/commune.js';
import { AvisRappelOrdre } from '../../subgraphs/justice/avis-rappel/avis-rappel-ordre.js';
import { HomologationTransaction } from '../../subgraphs/justice/homologation/homologation-transaction.js';
import { Communication } from '../../subgraphs/justice/communication/communication.js';
import { Gltd, GltdInvite } from '../../subgraphs/justice/gltd/gltd.js';
import { PosteTravailInteret } from '../../subgraphs/justice/poste-travail/poste-travail.js';
import { justice } from '../../subgraphs/justice/justice.js';
import { AvisNotifie, Decision, Procedure } from '../../subgraphs/justice/procedure/procedure.js';
import { InfractionNatinf } from '../../subgraphs/justice/natinf/infraction-natinf.js';
import { StatistiqueSuites } from '../../subgraphs/justice/statistique/statistique-suites.js';
import { Commune as CommuneOfJustice } from '../../subgraphs/justice/territoire/commune.js';
import { PassageEnregistre } from '../../subgraphs/kit/acts/act-tables.js';
import { OutgoingAct } from '../../subgraphs/kit/delivery/outgoing-act.js';
import { PropositionAlternative } from '../../subgraphs/ville/alternative/proposition-alternative.js';
import { InformationMaire } from '../../subgraphs/ville/information/information-maire.js';
import { Correspondant } from '../../subgraphs/ville/correspondant/correspondant.js';
import { Instance, InstanceMembre, Reunion } from '../../subgraphs/ville/instance/instance.js';
import { DecisionInstance, DemandeReunion } from '../../subgraphs/ville/instance/instance-work.js';
import { ActionPrevention } from '../../subgraphs/ville/action/action-prevention.js';
import { MandatGroupe } from '../../subgraphs/ville/mandat/mandat-groupe.js';
import { SituationSuivie } from '../../subgraphs/ville/situation/situation-suivie.js';
import { Problematique } from '../../subgraphs/ville/problematique/problematique.js';
import { TransactionMunicipale } from '../../subgraphs/ville/transaction/transaction-municipale.js';
import { RappelOrdre } from '../../subgraphs/ville/rappel-ordre/rappel-ordre.js';
import { Commune as CommuneOfVille } from '../../subgraphs/ville/territoire/commune.js';
import { IndicateurDelinquance } from '../../subgraphs/ville/indicateur/indicateur-delinquance.js';
import { ville } from '../../subgraphs/ville/ville.js';
import { partners, type Partner } from '../databases.js';
import type { InventedData } from './invented-data.js';
import { noticesOf } from './notices.js';
import { bailleurPartOf } from './part-of-bailleurs.js';
import { villePartOf } from './part-of-ville.js';
import type { TableRows } from './rows.js';
import { SeededDatabase } from './seed-database.js';

interface EmptyDatabase {
  readonly partner: Partner;
  /** Whose part of the rows it holds; null: all of them. */
  readonly operator: string | null;
  readonly url: string;
}

/** Fills the three empty databases, each with everything that is its partner's. */
export function fillDatabases(
  urlOf: (partner: Partner) => string,
  blocks: Iterable<InventedData>,
): Promise<void> {
  const whole = partners.map((partner) => ({ partner, operator: null, url: urlOf(partner) }));
  return fillEach(whole, blocks);
}

/** Fills empty databases block by block; parents before children, as the foreign keys want it. */
export async function fillEach(
  databases: readonly EmptyDatabase[],
  blocks: Iterable<InventedData>,
): Promise<void> {
  const opened: [EmptyDatabase, SeededDatabase][] = [];
  try {
    for (const database of databases)
      opened.push([database, await open[database.partner](database)]);
    for (const data of blocks) {
      await Promise.all(opened.map(([database, seeded]) => seeded.add(rowsFor(database, data))));
    }
    await Promise.all(opened.map(([, seeded]) => seeded.finish()));
  } finally {
    await Promise.all(opened.map(([, seeded]) => seeded.close()));
  }
}

const open: Readonly<Record<Partner, (database: EmptyDatabase) => Promise<SeededDatabase>>> = {
  ville: (database) =>
    SeededDatabase.open(database, ville, { entity: CommuneOfVille, set: { zoneCompetence: 'GN' } }),
  bailleurs: (database) =>
    SeededDatabase.open(database, bailleurs, {
      entity: CommuneOfBailleurs,
      set: { zone: 'gendarmerie' },
    }),
  justice: (database) =>
    SeededDatabase.open(database, justice, {
      entity: CommuneOfJustice,
      set: { zone: 'gendarmerie' },
    }),
};

function rowsFor({ partner, operator }: EmptyDatabase, data: InventedData): TableRows[] {
  switch (partner) {
    case 'ville':
      return villeRows(operator === null ? data : villePartOf(data, operator));
    case 'bailleurs':
      return bailleursRows(operator === null ? data : bailleurPartOf(data, operator));
    case 'justice':
      return justiceRows(data);
  }
}

function villeRows({ annuaire, rappelsOrdre, ...data }: InventedData): TableRows[] {
  return [
    { entity: Correspondant, rows: annuaire.correspondants },
    { entity: Instance, rows: annuaire.instances },
    { entity: InstanceMembre, rows: annuaire.membres },
    { entity: Reunion, rows: annuaire.reunions },
    { entity: DemandeReunion, rows: annuaire.demandes },
    { entity: DecisionInstance, rows: annuaire.decisions },
    { entity: RappelOrdre, rows: rappelsOrdre.rappels },
    { entity: TransactionMunicipale, rows: data.transactions.transactions },
    { entity: IndicateurDelinquance, rows: data.indicateurs },
    { entity: PropositionAlternative, rows: data.alternatives },
    { entity: InformationMaire, rows: data.informations },
    { entity: Problematique, rows: data.problematiques },
    { entity: ActionPrevention, rows: data.actions },
    { entity: MandatGroupe, rows: data.groupes.mandats },
    { entity: SituationSuivie, rows: data.groupes.situations },
    { entity: PassageEnregistre, rows: data.passages.ville },
  ];
}

function justiceRows({ suitesPenales, rappelsOrdre, ...data }: InventedData): TableRows[] {
  return [
    { entity: Procedure, rows: suitesPenales.procedures },
    { entity: Decision, rows: suitesPenales.decisions },
    { entity: AvisNotifie, rows: suitesPenales.avisNotifies },
    { entity: OutgoingAct, rows: noticesOf(suitesPenales) },
    { entity: AvisRappelOrdre, rows: rappelsOrdre.avis },
    { entity: HomologationTransaction, rows: data.transactions.homologations },
    { entity: Communication, rows: data.judiciaire.communications },
    { entity: Gltd, rows: data.judiciaire.gltds },
    { entity: GltdInvite, rows: data.judiciaire.invites },
    { entity: PosteTravailInteret, rows: data.judiciaire.postes },
    { entity: StatistiqueSuites, rows: data.statistiques },
    { entity: InfractionNatinf, rows: data.natinf },
    { entity: PassageEnregistre, rows: data.passages.justice },
  ];
}

function bailleursRows(data: InventedData): TableRows[] {
  const { patrimoine, incidents, suitesPenales, signalements, diagnostics, renovations } = data;
  return [
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
    { entity: ProcesVerbalBailleur, rows: data.procesVerbaux },
    { entity: ProtectionPersonnel, rows: data.protections },
    { entity: InjonctionPrefectorale, rows: data.injonctions },
    { entity: TroubleJouissance, rows: data.troubles },
    { entity: PassageEnregistre, rows: data.passages.bailleurs },
  ];
}
