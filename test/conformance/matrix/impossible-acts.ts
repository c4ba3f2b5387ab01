/**
 * Each act, asked for where its row's state forbids it, or with nothing to create from: the matrix
 * counts the rows as they are, so that no act may change one.
 */
import { impossibleJudicialActs } from './impossible-judicial-acts.js';
import type { Row } from './facts.js';

export interface ImpossibleAct {
  /** Type of the rows it is done on. */
  readonly type: string;
  /** The field of its answer that holds the row. */
  readonly answer: string;
  readonly saisie?: string;
  /** It takes no row: the code by which it is refused. */
  readonly creation?: string;
  /** On this row of its own the state would allow it. */
  readonly possible?: (row: Row) => boolean;
}

const signalement = { type: 'Signalement', answer: 'signalement' };
const diagnostic = { type: 'DiagnosticEnMarchant', answer: 'diagnostic' };
const entree = { type: 'Entree', answer: 'entree', saisie: '{ date: "2099-01-01" }' };
const incident = { type: 'Incident', answer: 'incident' };
const programme = { type: 'ProgrammeRenovation', answer: 'programme' };
const constat = { type: 'Constat', answer: 'constat' };
const plainte = { type: 'Plainte', answer: 'plainte' };
const procesVerbal = { type: 'ProcesVerbalBailleur', answer: 'procesVerbal' };
const protection = { type: 'ProtectionPersonnel', answer: 'protection' };
const injonction = { type: 'InjonctionPrefectorale', answer: 'injonction' };
const trouble = { type: 'TroubleJouissance', answer: 'trouble' };
const procedure = { type: 'Procedure', answer: 'procedure' };
const rappel = { type: 'RappelOrdre', answer: 'rappelOrdre' };
const transaction = { type: 'TransactionMunicipale', answer: 'transaction' };
const alternative = { type: 'PropositionAlternative', answer: 'proposition' };
const information = { type: 'InformationMaire', answer: 'information' };
const action = { type: 'ActionPrevention', answer: 'action' };
const correspondant = { type: 'Correspondant', answer: 'correspondant' };
const mandat = { type: 'MandatGroupe', answer: 'mandat' };
const instance = { type: 'Instance', answer: 'instance' };
const situation = { type: 'SituationSuivie', answer: 'situation' };
const problematique = { type: 'Problematique', answer: 'problematique' };
const registered = { saisie: '{ avis: "inconnu" }' };
const nothing = '{ incidents: [], destinataires: [], urgence: NORMALE }';

/** The landlord's acts would go through on its draft. */
const isDraft = ({ sent }: Row): boolean => sent === false;
/** The parquet's acts would go through, and the mayor may give up. */
const isConsulted = ({ destinataires = [] }: Row): boolean => destinataires.length > 0;
/** The addressees' acts would go through on what was sent. */
const always = (): boolean => true;

export const impossibleActs: Readonly<Record<string, ImpossibleAct>> = {
  creerSignalement: { ...signalement, saisie: nothing, creation: 'SANS_INCIDENT' },
  corrigerSignalement: { ...signalement, saisie: nothing, possible: isDraft },
  transmettreSignalement: { ...signalement, possible: isDraft },
  contesterQualificationSignalement: { ...signalement, saisie: '{ motif: FAITS_REPETES }' },
  cloreSignalement: signalement,
  accuserReceptionSignalement: { ...signalement, possible: always },
  reorienterSignalement: {
    ...signalement,
    saisie: '{ destinataire: "inconnu" }',
    possible: always,
  },
  qualifierSignalement: { ...signalement, saisie: '{ qualification: DELIT }' },
  traiterSignalement: signalement,
  lierPlainteSignalement: { ...signalement, saisie: '{ plainte: "inconnue" }' },
  communiquerSuiteSignalement: { ...signalement, saisie: '{ nature: PASSAGE }' },

  saisirIncident: {
    ...incident,
    saisie:
      '{ residence: "inconnue", type: T_BRUIT, gravite: 1, dateFaits: "2026-05-01", lieuType: HALL }',
    creation: 'RESIDENCE_INTROUVABLE',
  },
  corrigerIncident: { ...incident, saisie: '{ motif: ERREUR_DE_SAISIE, gravite: 1 }' },
  cloreIncident: incident,

  classerEntreeVert: { ...entree, possible: always },
  classerEntreeJaune: { ...entree, possible: always },
  classerEntreeOrange: { ...entree, possible: always },
  classerEntreeRouge: { ...entree, possible: always },

  deposerPlainte: {
    ...plainte,
    saisie:
      '{ incident: "inconnu", service: "police-nationale-86", dateDepot: "2026-05-01", qualifications: [DEGRADATION], dommagePropre: false }',
    creation: 'DOMMAGE_D_AUTRUI',
  },
  etablirProcesVerbal: {
    ...procesVerbal,
    saisie:
      '{ residence: "inconnue", dateConstat: "2026-05-01", infractions: [TAPAGE], gardeAssermente: false }',
    creation: 'GARDE_NON_ASSERMENTE',
  },
  transmettreProcesVerbal: procesVerbal,
  constaterNulliteProcesVerbal: procesVerbal,
  declarerFaitPersonnel: {
    ...protection,
    saisie: '{ incident: "inconnu", declarant: SALARIE }',
    creation: 'INCIDENT_INTROUVABLE',
  },
  prendreMesuresProtection: { ...protection, saisie: '{ mesures: [RETRAIT] }' },
  consignerPlaintesProtection: { ...protection, saisie: '{ personnelle: NON_DITE }' },
  proposerDomiciliationProtection: { ...protection, saisie: '{ reponse: DEMANDEE }' },
  attendreSuitesProtection: protection,
  tirerRetexProtection: { ...protection, saisie: '{ enseignements: [FORMATION] }' },
  cloreProtection: protection,
  mettreEnDemeureTrouble: {
    ...trouble,
    saisie: '{ residence: "inconnue", bail: "B-1", dateMiseEnDemeure: "2026-06-01" }',
    creation: 'RESIDENCE_INTROUVABLE',
  },
  offrirRelogementTrouble: { ...trouble, saisie: '{ date: "2026-06-01" }' },
  assignerTrouble: { ...trouble, saisie: '{ date: "2026-06-01" }' },
  consignerJugementTrouble: { ...trouble, saisie: '{ date: "2026-06-01", decision: REJET }' },
  executerJugementTrouble: { ...trouble, saisie: '{ date: "2026-06-01" }' },
  cloreTrouble: { ...trouble, saisie: '{ motif: TROUBLE_CESSE }' },
  enjoindreBailleur: {
    ...injonction,
    saisie: '{ residence: "inconnue", reference: "INJ-1" }',
    creation: 'RESIDENCE_INTROUVABLE',
  },
  repondreInjonction: injonction,
  refuserInjonction: { ...injonction, saisie: '{ motif: PROCEDURE_EN_COURS }' },
  constaterCarenceInjonction: injonction,
  saisirJugeInjonction: { ...injonction, saisie: '{ date: "2026-06-01" }' },
  substituerPrefetInjonction: { ...injonction, saisie: '{ date: "2026-06-01" }' },
  delivrerRecepissePlainte: { ...plainte, saisie: '{ numeroPv: "1" }' },
  transmettrePlainte: plainte,
  recevoirAvisPlainte: { ...plainte, saisie: '{ procedure: "inconnue", plaignant: "ekidom" }' },
  recevoirAppelPlainte: { ...plainte, saisie: '{ procedure: "inconnue" }' },
  recevoirJugementPlainte: { ...plainte, saisie: '{ procedure: "inconnue" }' },
  ouvrirProcedure: {
    ...procedure,
    saisie:
      '{ commune: "00000", moisFaits: "2026-05", infractions: [DEGRADATION], informationMaire: false }',
    creation: 'HORS_TERRITOIRE',
  },
  inscrireDecisionProcedure: {
    ...procedure,
    saisie: '{ type: POURSUITE_COPJ, date: "2026-05-01" }',
  },
  notifierAvisProcedure: { ...procedure, saisie: '{ destinataire: "ekidom" }' },
  notifierAutreAvisProcedure: { ...procedure, saisie: '{ destinataire: "ekidom" }' },
  inscrireAppelProcedure: procedure,
  inscrireJugementProcedure: procedure,

  demanderDiagnostic: {
    ...diagnostic,
    saisie: '{ residences: [], motif: FAITS_REPETES, dateSouhaitee: "2026-12-01" }',
    creation: 'SANS_RESIDENCE',
  },
  recevoirDemandeDiagnostic: diagnostic,
  refuserDemandeDiagnostic: { ...diagnostic, saisie: '{ motif: AUTRE_CADRE }' },
  planifierDiagnostic: { ...diagnostic, saisie: '{ date: "2026-12-01", participants: [] }' },
  realiserDiagnostic: { ...diagnostic, saisie: '{ date: "2026-06-01" }' },
  arreterPlanActionsDiagnostic: diagnostic,
  suivreDiagnostic: diagnostic,
  cloreDiagnostic: diagnostic,
  annulerDiagnostic: diagnostic,
  releverConstat: {
    ...constat,
    saisie:
      '{ diagnostic: "inconnu", theme: ACCES, lieu: HALL, description: "Porte", priorite: 1 }',
    creation: 'DIAGNOSTIC_INTROUVABLE',
  },
  designerPiloteConstat: {
    ...constat,
    saisie: '{ pilote: "inconnu", echeance: "2026-12-01" }',
  },
  accepterMesureConstat: constat,
  refuserMesureConstat: { ...constat, saisie: '{ motif: SANS_MOYENS }' },
  realiserMesureConstat: constat,
  verifierMesureConstat: constat,
  reprendreMesureConstat: constat,
  ecarterConstat: constat,

  declarerProgramme: {
    ...programme,
    saisie:
      '{ residences: [], type: REHABILITATION, financeur: ANRU, debutPrevu: "2027-01-01", finPrevue: "2028-01-01", nbLogements: 4 }',
    creation: 'SANS_RESIDENCE',
  },
  rattacherDiagnosticProgramme: { ...programme, saisie: '{ diagnostic: "inconnu" }' },
  requerirEtudeProgramme: programme,
  deposerEtudeProgramme: { ...programme, saisie: '{ reference: "E1", synthese: "S" }' },
  donnerAvisProgramme: { ...programme, saisie: '{ avis: FAVORABLE }' },
  revoirAvisProgramme: { ...programme, saisie: '{ avis: FAVORABLE }' },
  arreterMesuresProgramme: { ...programme, saisie: '{ mesures: [] }' },
  verifierMesuresProgramme: programme,
  commencerTravauxProgramme: programme,
  acheverTravauxProgramme: programme,

  proposerRappelOrdre: {
    ...rappel,
    saisie:
      '{ commune: "86214", dateFaits: "2026-05-01", motif: INCIVILITE, natureFaits: NON_PENAL, mineur: false }',
    creation: 'HORS_TERRITOIRE',
  },
  corrigerRappelOrdre: { ...rappel, saisie: '{ motif: INCIVILITE }' },
  demanderAvisRappelOrdre: {
    ...rappel,
    saisie: '{ plainteDeposee: false, enqueteOuverte: false }',
  },
  rendreAvisFavorableRappelOrdre: { ...rappel, ...registered, possible: isConsulted },
  rendreAvisSansOppositionRappelOrdre: { ...rappel, ...registered, possible: isConsulted },
  rendreAvisDefavorableRappelOrdre: { ...rappel, ...registered, possible: isConsulted },
  rendreAvisRappelOrdre: {
    type: 'AvisRappelOrdre',
    answer: 'avis',
    saisie: '{ rappelOrdre: "inconnu", commune: "86214", avis: FAVORABLE }',
    creation: 'HORS_TERRITOIRE',
  },
  deciderHomologationTransaction: {
    type: 'HomologationTransaction',
    answer: 'homologation',
    saisie:
      '{ transaction: "inconnue", commune: "86214", autorite: PROCUREUR, decision: HOMOLOGUEE, date: "2026-06-01" }',
    creation: 'HORS_TERRITOIRE',
  },
  convoquerRappelOrdre: { ...rappel, saisie: '{ date: "2099-01-01" }' },
  reporterConvocationRappelOrdre: { ...rappel, saisie: '{ date: "2099-01-01" }' },
  tenirRappelOrdre: { ...rappel, saisie: '{ date: "2026-06-01" }' },
  constaterAbsenceRappelOrdre: rappel,
  cloreRappelOrdre: rappel,
  suivreAvisDefavorableRappelOrdre: rappel,
  abandonnerRappelOrdre: {
    ...rappel,
    saisie: '{ motif: AUTRE_REPONSE }',
    possible: isConsulted,
  },

  ouvrirTransaction: {
    ...transaction,
    saisie:
      '{ commune: "86194", datePv: "2026-05-01", contravention: DEGRADATION_LEGERE, bien: LOGEMENT, proprietaire: BAILLEUR, auteurMajeur: true }',
    creation: 'BIEN_NON_COMMUNAL',
  },
  proposerMesureAlternative: {
    ...alternative,
    saisie:
      '{ commune: "86194", dateFaits: "2026-05-01", faits: TAPAGE, lese: COMMUNE, mesure: STAGE }',
    creation: 'BIEN_COMMUNAL',
  },
  repondreMesureAlternative: {
    ...alternative,
    saisie: '{ reponse: RETENUE }',
    possible: isConsulted,
  },
  retirerMesureAlternative: { ...alternative, possible: isConsulted },
  transmettreInformationMaire: {
    ...information,
    saisie:
      '{ commune: "86214", nature: BIENS, date: "2026-05-01", lieu: "rue Imaginaire", signaleeParMaire: false }',
    creation: 'HORS_TERRITOIRE',
  },
  accuserReceptionInformation: information,
  communiquerSuiteInformation: { ...information, saisie: '{ suite: POURSUITES }' },
  communiquerAutreSuiteInformation: {
    ...information,
    saisie: '{ suite: APPEL }',
    possible: always,
  },
  proposerTransaction: {
    ...transaction,
    saisie:
      '{ montantReparation: 90, dateLimiteReponse: "2099-01-01", delaiExecution: "2099-02-01" }',
  },
  accepterTransaction: { ...transaction, saisie: '{ date: "2026-06-01" }' },
  refuserTransaction: { ...transaction, saisie: '{ date: "2026-06-01" }' },
  constaterSilenceTransaction: transaction,
  transmettreHomologationTransaction: transaction,
  homologuerTransaction: {
    ...transaction,
    saisie: '{ homologation: "inconnue", autorite: PROCUREUR, date: "2026-06-01" }',
    possible: isConsulted,
  },
  refuserHomologationTransaction: {
    ...transaction,
    saisie: '{ homologation: "inconnue", autorite: PROCUREUR, date: "2026-06-01" }',
    possible: isConsulted,
  },
  constaterExecutionTransaction: { ...transaction, saisie: '{ date: "2026-06-01" }' },
  constaterInexecutionTransaction: transaction,
  transmettreParquetTransaction: transaction,

  mettreEnPlaceInstance: {
    ...instance,
    saisie: '{ type: GROUPE_TRAVAIL, perimetre: "75056" }',
    creation: 'PERIMETRE_INCONNU',
  },
  convoquerReunionInstance: {
    ...instance,
    saisie: '{ date: "2026-01-01", objet: THEME }',
    possible: always,
  },
  annulerReunionInstance: {
    ...instance,
    saisie: '{ reunion: "inconnue", motif: REPORT }',
    possible: always,
  },
  demanderReunionInstance: { ...instance, saisie: '{ theme: TRAFICS }', possible: always },
  consignerDecisionInstance: {
    ...instance,
    saisie: '{ reunion: "inconnue", nature: TRAVAUX, pilote: "ekidom" }',
    possible: always,
  },
  ajouterMembreInstance: { ...instance, saisie: '{ signataire: "inconnu" }', possible: always },
  retirerMembreInstance: { ...instance, saisie: '{ signataire: "inconnu" }', possible: always },
  quitterInstance: { ...instance, possible: always },
  ouvrirProblematique: {
    ...problematique,
    saisie:
      '{ groupe: "inconnu", commune: "86194", lieu: HALL, theme: BRUIT, dateReperage: "2026-05-01" }',
    creation: 'GPO_INTROUVABLE',
  },
  planifierProblematique: {
    ...problematique,
    saisie: '{ solution: MEDIATION, pilote: "ekidom", echeance: "2099-01-01" }',
  },
  replanifierProblematique: {
    ...problematique,
    saisie: '{ solution: MEDIATION, pilote: "ekidom", echeance: "2099-01-01" }',
  },
  resoudreProblematique: { ...problematique, saisie: '{ date: "2026-06-01" }' },
  cloreProblematique: problematique,
  ecarterProblematique: { ...problematique, saisie: '{ motif: DOUBLON }' },
  annoncerActionPrevention: {
    ...action,
    saisie:
      '{ type: SENSIBILISATION, commune: "75056", residences: [], debut: "2026-06-01", fin: "2026-07-01" }',
    creation: 'HORS_TERRITOIRE',
  },
  commencerActionPrevention: action,
  terminerActionPrevention: {
    ...action,
    saisie: '{ interventions: 1, heures: 1, personnes: 1 }',
  },
  annulerActionPrevention: action,
  nommerCorrespondant: {
    ...correspondant,
    saisie: '{ nom: "Nom Inventé", fonction: "Référent", suppleant: "inconnu" }',
    creation: 'SUPPLEANT_INTROUVABLE',
  },
  corrigerCorrespondant: { ...correspondant, saisie: '{ fonction: "Référent" }' },
  terminerCorrespondant: correspondant,
  reporterCorrespondant: {
    ...correspondant,
    saisie:
      '{ commune: "86194", lignes: [{ id: "l", signataire: "inconnu", nom: "N", fonction: "F", mandatDebut: "2026-01-01", statut: EN_FONCTION, version: 1, historique: [] }] }',
    creation: 'SIGNATAIRE_INCONNU',
  },
  donnerMandatGroupe: {
    ...mandat,
    saisie: '{ groupe: "inconnu", correspondant: "inconnu", compte: "agent", debut: "2026-05-01" }',
    creation: 'GROUPE_INTROUVABLE',
  },
  retirerMandatGroupe: { ...mandat, possible: always },
  inscrireSituation: {
    ...situation,
    saisie:
      '{ groupe: "inconnu", motifs: [ERRANCE], personne: { nom: "N", prenom: "P", dateNaissance: "2012-05-01" } }',
    creation: 'GROUPE_INTROUVABLE',
  },
  examinerSituation: {
    ...situation,
    saisie: '{ date: "2026-05-01", orientation: EDUCATIF }',
    possible: always,
  },
  cloreSituation: { ...situation, possible: always },
  ...impossibleJudicialActs,
};
