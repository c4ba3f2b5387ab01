/**
 * Each act, asked for where its row's state forbids it, or with nothing to create from: the matrix
 * counts the rows as they are, so that no act may change one.
 */
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
const incident = { type: 'Incident', answer: 'incident' };
const programme = { type: 'ProgrammeRenovation', answer: 'programme' };
const constat = { type: 'Constat', answer: 'constat' };
const rappel = { type: 'RappelOrdre', answer: 'rappelOrdre' };
const transaction = { type: 'TransactionMunicipale', answer: 'transaction' };
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
  rendreAvisFavorableRappelOrdre: { ...rappel, possible: isConsulted },
  rendreAvisSansOppositionRappelOrdre: { ...rappel, possible: isConsulted },
  rendreAvisDefavorableRappelOrdre: { ...rappel, possible: isConsulted },
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
    saisie: '{ autorite: PROCUREUR, date: "2026-06-01" }',
    possible: isConsulted,
  },
  refuserHomologationTransaction: {
    ...transaction,
    saisie: '{ autorite: PROCUREUR, date: "2026-06-01" }',
    possible: isConsulted,
  },
  constaterExecutionTransaction: { ...transaction, saisie: '{ date: "2026-06-01" }' },
  constaterInexecutionTransaction: transaction,
  transmettreParquetTransaction: transaction,
};
