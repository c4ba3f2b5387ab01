import { groupBlocks } from './group-blocks.js';
import { judicialBlocks } from './judicial-blocks.js';
import { penalBlocks } from './penal-blocks.js';
import {
  everybody,
  tous,
  exploitation,
  incident,
  incidentResume,
  incidentLocalisation,
  incidentPersonnes,
  entree,
  signalement,
  diagnostic,
  instructing,
  securisation,
  etude,
  type Block,
} from './readers.js';
import { villeBlocks } from './ville-blocks.js';

/** The lines of the matrix, by who reads them. */
export const blocks: readonly Block[] = [
  {
    readers: tous,
    fields: `
      Query: programmes programme residences residence logements logement instances instance communes commune epcis epci quartiers quartier signataires signataire moi pourquoi champs actesIrrevocables statistiquesSuites indicateursDelinquance infractionsNatinf
      Commune: codeInsee nom zoneCompetence populationMunicipale epci residences
      Epci: siren nom nature communes
      Quartier: codeQpv nom communes
      Signataire: id nom nature representantTitre territoire statut approbation signature retrait
      Territoire: patrimoine commune epci zone departement
      Approbation: instance reference date
      Moi: signataire finalites droits finalitesUtiles
      FinaliteUtile: id libelle ouvre
      DonneeOuverte: portee libelle classe
      DroitEffectif: portee libelle classe proprietaire conservation perimetres finalites fondements
      Fondement: id reference effet
      ChampLisible: coordonnee classe
      Explication: coordonnee statut message portees
      PorteeDemandee: portee libelle classe proprietaire conservation detenue finalites perimetres fondements
      Residence: id nom nbLogements typeConstruction anneeConstruction programmeRenovation commune quartier bailleur logements
      Logement: id idRpls nbPieces surface financement conventionne numConvention dpeEnergie dpeGes qpv residence
      ProgrammeRenovation: id type financeur debutPrevu finPrevue nbLogements commune bailleur residences
      Instance: id type perimetre commune epci quartier
      StatistiqueSuites: id territoire periode type effectif supprime
      IndicateurDelinquance: id commune annee indicateur uniteDeCompte diffuse nombre tauxPourMille complementNombre complementTaux
      InfractionNatinf: numero nature qualification definiePar reprimeePar
      PageInfo: hasNextPage hasPreviousPage startCursor endCursor`,
  },
  {
    readers: tous,
    personal: true,
    fields: `
      Query: correspondants
      ActeCorrespondant: correspondant
      Correspondant: id nom fonction telephonePro courrielPro perimetre mandatDebut mandatFin signataire suppleant
      Correspondant: statut version statutDepuis actesPossibles historique`,
  },
  {
    readers: everybody('membre'),
    fields: `
      Instance: presidence membres composition reunions demandes decisions statut version statutDepuis actesPossibles historique
      MembreInstance: signataire qualite
      DemandeReunion: id theme date demandeur reunion
      DecisionInstance: id date nature echeance pilote reunion
      Reunion: id date objet theme statut motifAnnulation`,
  },
  {
    readers: exploitation,
    fields:
      'Residence: gardiens controleAcces eclairage videoprotection autorisationAccesPermanent',
  },
  // OWN_STOCK and P (R271-1, R271-6).
  {
    readers: { bailleurs: ['patrimoine'], prefecture: ['tout'] },
    fields: 'Residence: gardiensRequis',
  },
  {
    readers: { bailleurs: ['patrimoine'], forces: ['zone'] },
    fields: 'Residence: consignesAcces',
  },
  {
    readers: entree,
    fields: `
      Residence: entrees
      Query: entrees entree
      ActeEntree: entree
      Entree: id niveauVigilance dateEvaluation statut version statutDepuis residence actesPossibles historique`,
  },
  // OWN_STOCK, F ZONE, M COMMUNE, E EPCI, P: numbers, and no fact.
  {
    readers: exploitation,
    fields: `
      Query: agregatsIncidents
      AgregatIncidents: id periode type nombre bailleur commune`,
  },
  // OWN_STOCK evaluates.
  {
    readers: { bailleurs: ['patrimoine'] },
    fields: 'Mutation: classerEntreeVert classerEntreeJaune classerEntreeOrange classerEntreeRouge',
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    personal: true,
    fields: 'Logement: idInterne etage escalier porte occupation',
  },
  {
    readers: incidentResume,
    fields: `
      Query: incidents incident
      Commune: incidents
      Incident: id type gravite moisFaits famille`,
  },
  {
    readers: incident,
    fields: `
      Incident: residence dateFaits trancheHoraire lieuType recurrence infractionPresumee
      Incident: statut version statutDepuis appel17 actesPossibles historique
      Infraction: natinf nature qualification`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields: `
      Incident: corrections
      CorrectionIncident: id version motif le
      Mutation: saisirIncident corrigerIncident cloreIncident`,
  },
  { readers: incidentLocalisation, fields: 'Incident: entree coutEstime' },
  {
    readers: incident,
    personal: true,
    fields: `
      Incident: victime
      Victime: qualite itt`,
  },
  {
    readers: incidentPersonnes,
    personal: true,
    fields: `
      Victime: identite
      Incident: auteurPresume plaintes
      AuteurPresume: connu identite lienBail`,
  },
  {
    readers: signalement,
    fields: `
      Query: signalements signalement
      Signalement: id dateTransmission urgence statut commune bailleur suites destinataires incidents
      Signalement: version statutDepuis qualification motifContestation appel17
      Signalement: actesPossibles echeance historique
      PassageEtat: id acte de vers version signataire fonction fondement le
      SuiteOperationnelle: id nature date auteur`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields:
      'Mutation: creerSignalement corrigerSignalement transmettreSignalement contesterQualificationSignalement cloreSignalement',
  },
  {
    readers: { forces: ['destinataire'], villes: ['destinataire'] },
    fields:
      'Mutation: accuserReceptionSignalement reorienterSignalement qualifierSignalement traiterSignalement lierPlainteSignalement communiquerSuiteSignalement',
  },
  {
    readers: diagnostic,
    fields: `
      Query: diagnostics diagnostic constats constat
      DiagnosticEnMarchant: id motif dateSouhaitee datePlanifiee dateRealisation motifRefus statut version statutDepuis
      DiagnosticEnMarchant: commune demandeur instructeur residences participants constats actesPossibles historique
      ParticipantDiagnostic: qualite signataire
      Constat: id theme lieu photo priorite echeance motifRefusPilote statut version statutDepuis
      Constat: diagnostic relevePar pilote actesPossibles historique`,
  },
  {
    readers: securisation,
    fields: `
      ProgrammeRenovation: statut version statutDepuis avisForces diagnostic securisation actesPossibles historique
      MesureSecurisation: id nature responsable`,
  },
  {
    readers: etude,
    fields: `
      ProgrammeRenovation: etude
      EtudeSurete: id obligatoire reference dateDepot dateAvis programme`,
  },
  { readers: etude, personal: true, fields: 'EtudeSurete: synthese' },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields:
      'Mutation: declarerProgramme rattacherDiagnosticProgramme requerirEtudeProgramme deposerEtudeProgramme commencerTravauxProgramme acheverTravauxProgramme',
  },
  {
    readers: { forces: ['zone'] },
    fields: 'Mutation: donnerAvisProgramme revoirAvisProgramme',
  },
  {
    readers: { bailleurs: ['patrimoine'], villes: ['commune'], epci: ['epci'] },
    fields: 'Mutation: arreterMesuresProgramme',
  },
  {
    readers: { villes: ['commune'], epci: ['epci'] },
    fields: 'Mutation: verifierMesuresProgramme',
  },
  // Free text is classed one level above its object.
  { readers: diagnostic, personal: true, fields: 'Constat: description' },
  {
    readers: { bailleurs: ['patrimoine'] },
    fields: 'Mutation: demanderDiagnostic annulerDiagnostic',
  },
  {
    readers: instructing,
    fields: `
      Mutation: recevoirDemandeDiagnostic refuserDemandeDiagnostic planifierDiagnostic realiserDiagnostic arreterPlanActionsDiagnostic suivreDiagnostic cloreDiagnostic
      Mutation: designerPiloteConstat verifierMesureConstat reprendreMesureConstat ecarterConstat`,
  },
  {
    readers: {
      ...diagnostic,
      villes: ['destinataire', 'participant'],
      epci: ['destinataire', 'participant'],
    },
    fields: 'Mutation: releverConstat',
  },
  {
    readers: everybody('pilote'),
    fields: 'Mutation: accepterMesureConstat refuserMesureConstat realiserMesureConstat',
  },
  {
    readers: tous,
    fields: `
      ActeDiagnosticEnMarchant: diagnostic erreurs
      ActeConstat: constat erreurs
      ActeEntree: erreurs
      ActeIncident: incident erreurs
      ActeProgrammeRenovation: programme erreurs
      ActeRappelOrdre: erreurs
      ActeTransactionMunicipale: erreurs
      ActePropositionAlternative: erreurs
      ActeInformationMaire: erreurs
      ActeAvisRappelOrdre: erreurs
      ActePlainte: erreurs
      ActeProcesVerbalBailleur: erreurs
      ActeProtectionPersonnel: erreurs
      ActeInjonctionPrefectorale: erreurs
      ActeTroubleJouissance: erreurs
      ActeProcedure: erreurs
      ActeHomologationTransaction: erreurs
      ActeSignalement: signalement erreurs
      ErreurActe: code message champ
      ActePossible: nom resume attendu irrevocable echeance`,
  },
  // A correspondant is a person, if by profession.
  { readers: signalement, personal: true, fields: 'Signalement: auteur' },
  // OWN_STOCK; J what was sent to him.
  {
    readers: { bailleurs: ['patrimoine'], parquet: ['destinataire'] },
    personal: true,
    fields: `
      Query: procesVerbaux procesVerbal
      ActeProcesVerbalBailleur: procesVerbal
      ProcesVerbalBailleur: id dateConstat dateLimite dateTransmission statut version statutDepuis
      ProcesVerbalBailleur: bailleur residence infractions echeance actesPossibles historique`,
  },
  // OWN_STOCK alone.
  {
    readers: { bailleurs: ['patrimoine'] },
    personal: true,
    fields: `
      Query: protections protection
      ActeProtectionPersonnel: protection
      ProtectionPersonnel: id dateDeclaration declarant mesures plaintePersonnelle domiciliation enseignements
      ProtectionPersonnel: statut version statutDepuis bailleur incident plainteBailleur actesPossibles historique
      Mutation: etablirProcesVerbal transmettreProcesVerbal constaterNulliteProcesVerbal
      Mutation: declarerFaitPersonnel prendreMesuresProtection consignerPlaintesProtection proposerDomiciliationProtection attendreSuitesProtection tirerRetexProtection cloreProtection`,
  },
  // OWN_STOCK; P.
  {
    readers: { bailleurs: ['patrimoine'], prefecture: ['tout'] },
    personal: true,
    fields: `
      Query: injonctions injonction
      ActeInjonctionPrefectorale: injonction
      InjonctionPrefectorale: id reference dateInjonction dateLimite reponse dateReponse motifRefus dateSaisine
      InjonctionPrefectorale: statut version statutDepuis bailleur residence echeance actesPossibles historique`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    personal: true,
    fields: 'Mutation: repondreInjonction refuserInjonction saisirJugeInjonction',
  },
  {
    readers: { prefecture: ['tout'] },
    personal: true,
    fields: 'Mutation: enjoindreBailleur constaterCarenceInjonction substituerPrefetInjonction',
  },
  // OWN_STOCK; P only for a W8 case.
  {
    readers: { bailleurs: ['patrimoine'], prefecture: ['destinataire'] },
    personal: true,
    fields: `
      Query: troublesJouissance troubleJouissance
      ActeTroubleJouissance: trouble
      TroubleJouissance: id bail dateMiseEnDemeure dateOffreRelogement dateAssignation dateJugement decision dateExecution
      TroubleJouissance: motifCloture statut version statutDepuis bailleur residence injonction actesPossibles historique`,
  },
  {
    readers: { bailleurs: ['patrimoine'] },
    personal: true,
    fields:
      'Mutation: mettreEnDemeureTrouble offrirRelogementTrouble assignerTrouble consignerJugementTrouble executerJugementTrouble cloreTrouble',
  },
  ...judicialBlocks,
  ...penalBlocks,
  ...villeBlocks,
  ...groupBlocks,
];
