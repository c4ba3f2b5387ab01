import { mayRead } from './access-matrix.js';
import { rows, type Row } from './facts.js';
import type { Signatory } from './signatories.js';

/** What a token that stands in the test data gives away when it is read: a field of a row. */
interface Canary {
  readonly coordinate: string;
  readonly row: Row;
}

/** Word of the token → the field it stands in, and the type whose row has it. */
const words: Readonly<Record<string, readonly [coordinate: string, type: string]>> = {
  residence: ['Residence.id', 'Residence'],
  consignes: ['Residence.consignesAcces', 'Residence'],
  entree: ['Entree.id', 'Entree'],
  niveau: ['Entree.historique', 'Entree'],
  logement: ['Logement.id', 'Logement'],
  interne: ['Logement.idInterne', 'Logement'],
  escalier: ['Logement.escalier', 'Logement'],
  porte: ['Logement.porte', 'Logement'],
  incident: ['Incident.id', 'Incident'],
  agregat: ['AgregatIncidents.id', 'AgregatIncidents'],
  victime: ['Victime.identite', 'Incident'],
  suspect: ['AuteurPresume.identite', 'Incident'],
  signalement: ['Signalement.id', 'Signalement'],
  passage: ['PassageEtat.id', 'Signalement'],
  suite: ['SuiteOperationnelle.id', 'Signalement'],
  diagnostic: ['DiagnosticEnMarchant.id', 'DiagnosticEnMarchant'],
  etape: ['DiagnosticEnMarchant.historique', 'DiagnosticEnMarchant'],
  constat: ['Constat.id', 'Constat'],
  description: ['Constat.description', 'Constat'],
  suivi: ['Constat.historique', 'Constat'],
  saisie: ['Incident.historique', 'Incident'],
  correction: ['CorrectionIncident.id', 'Incident'],
  // What was corrected is served to nobody.
  ancien: ['CorrectionIncident.avant', 'Incident'],
  mesure: ['MesureSecurisation.id', 'ProgrammeRenovation'],
  etude: ['EtudeSurete.id', 'ProgrammeRenovation'],
  synthese: ['EtudeSurete.synthese', 'ProgrammeRenovation'],
  chantier: ['ProgrammeRenovation.historique', 'ProgrammeRenovation'],
  plainte: ['Plainte.id', 'Plainte'],
  pv: ['Plainte.numeroPv', 'Plainte'],
  rapport: ['ProcesVerbalBailleur.id', 'ProcesVerbalBailleur'],
  envoi: ['ProcesVerbalBailleur.historique', 'ProcesVerbalBailleur'],
  protection: ['ProtectionPersonnel.id', 'ProtectionPersonnel'],
  injonction: ['InjonctionPrefectorale.id', 'InjonctionPrefectorale'],
  courrier: ['InjonctionPrefectorale.reference', 'InjonctionPrefectorale'],
  substitution: ['InjonctionPrefectorale.historique', 'InjonctionPrefectorale'],
  trouble: ['TroubleJouissance.id', 'TroubleJouissance'],
  contrat: ['TroubleJouissance.bail', 'TroubleJouissance'],
  execution: ['TroubleJouissance.historique', 'TroubleJouissance'],
  cloture: ['ProtectionPersonnel.historique', 'ProtectionPersonnel'],
  depot: ['Plainte.historique', 'Plainte'],
  registre: ['Procedure.historique', 'Procedure'],
  procedure: ['Procedure.id', 'Procedure'],
  avis: ['AvisRappelOrdre.id', 'AvisRappelOrdre'],
  correspondant: ['Correspondant.id', 'Correspondant'],
  nom: ['Correspondant.nom', 'Correspondant'],
  terme: ['Correspondant.historique', 'Correspondant'],
  report: ['LivraisonAnnuaire.refus', 'Correspondant'],
  tel: ['Correspondant.telephonePro', 'Correspondant'],
  courriel: ['Correspondant.courrielPro', 'Correspondant'],
  reunion: ['Reunion.id', 'Instance'],
  demande: ['DemandeReunion.id', 'Instance'],
  arret: ['DecisionInstance.id', 'Instance'],
  seance: ['Instance.historique', 'Instance'],
  problematique: ['Problematique.id', 'Problematique'],
  tableau: ['Problematique.historique', 'Problematique'],
  engagement: ['Engagement.id', 'Engagement'],
  reponse: ['EngagementReponse.id', 'EngagementReponse'],
  action: ['ActionPrevention.id', 'ActionPrevention'],
  fin: ['ActionPrevention.historique', 'ActionPrevention'],
  mandat: ['MandatGroupe.id', 'MandatGroupe'],
  siege: ['MandatGroupe.historique', 'MandatGroupe'],
  situation: ['SituationSuivie.id', 'SituationSuivie'],
  agenda: ['SituationSuivie.historique', 'SituationSuivie'],
  suivinom: ['PersonneSuivie.nom', 'SituationSuivie'],
  suiviprenom: ['PersonneSuivie.prenom', 'SituationSuivie'],
  suiviadresse: ['PersonneSuivie.adresse', 'SituationSuivie'],
  convocation: ['RappelOrdre.historique', 'RappelOrdre'],
  transaction: ['TransactionMunicipale.id', 'TransactionMunicipale'],
  alternative: ['PropositionAlternative.id', 'PropositionAlternative'],
  mesurealternative: ['PropositionAlternative.historique', 'PropositionAlternative'],
  information: ['InformationMaire.id', 'InformationMaire'],
  rue: ['InformationMaire.lieu', 'InformationMaire'],
  suiteinformation: ['InformationMaire.historique', 'InformationMaire'],
  homologation: ['TransactionMunicipale.historique', 'TransactionMunicipale'],
  homologuee: ['HomologationTransaction.id', 'TransactionMunicipale'],
  communication: ['Communication.id', 'Communication'],
  corps: ['Communication.corps', 'Communication'],
  lettre: ['Communication.historique', 'Communication'],
  gltd: ['Gltd.id', 'Gltd'],
  tour: ['Gltd.historique', 'Gltd'],
  poste: ['PosteTravailInteret.id', 'PosteTravailInteret'],
  accueil: ['PosteTravailInteret.historique', 'PosteTravailInteret'],
  rappel: ['RappelOrdre.id', 'RappelOrdre'],
  auteurnom: ['AuteurRappel.nom', 'RappelOrdre'],
  prenom: ['AuteurRappel.prenom', 'RappelOrdre'],
  adresse: ['AuteurRappel.adresse', 'RappelOrdre'],
  parent: ['RepresentantLegal.nom', 'RappelOrdre'],
  parentprenom: ['RepresentantLegal.prenom', 'RappelOrdre'],
  lien: ['RepresentantLegal.lien', 'RappelOrdre'],
};

/** The fields that some token stands in. */
export const canaryFields: readonly string[] = Object.values(words).map(
  ([coordinate]) => coordinate,
);

const token = /canari-([a-z]+)-((?:p\d(?:-x)?|\d))(?![\w])/g;

/** A cursor is base64 of `[1,sort,value,id]`: what it holds is told as well. */
const cursor = /\bWzEs[\w-]+/g;

function withCursorsRead(text: string): string {
  const read = [...new Set(text.match(cursor))].map((encoded) => Buffer.from(encoded, 'base64url'));
  return [text, ...read].join('\n');
}

/** The tokens in a text. @throws when one is not known: then the test knows too little. */
export function canariesIn(text: string): readonly Canary[] {
  return [...new Set(withCursorsRead(text).match(token))].map((found) => {
    const [, word = '', suffix = ''] = /^canari-([a-z]+)-(.+)$/.exec(found) ?? [];
    const [coordinate, type] = words[word] ?? [];
    const row = rows[type ?? '']?.find(({ id }) => id.endsWith(`-${suffix}`));
    if (coordinate === undefined || !row) throw new Error(`unknown canary ${found}`);
    return { coordinate, row };
  });
}

/** The tokens of a text that a signatory may not read, whatever purpose it declares. */
export function forbiddenCanaries(text: string, signatory: Signatory): readonly string[] {
  return canariesIn(text)
    .filter(({ coordinate, row }) => !mayRead(coordinate, row, signatory))
    .map(({ coordinate, row }) => `${coordinate} of ${row.id}`);
}
