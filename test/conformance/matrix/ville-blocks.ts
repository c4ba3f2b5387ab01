import { information, rappel, rappelAuteur, rappelStatut, type Block } from './readers.js';

// The lines of the access matrix for what a mayor conducts.

export const villeBlocks: readonly Block[] = [
  {
    readers: rappelStatut,
    personal: true,
    fields: `
      Query: rappelsOrdre rappelOrdre
      ActeRappelOrdre: rappelOrdre
      RappelOrdre: id statut`,
  },
  {
    readers: rappel,
    personal: true,
    fields: `
      Commune: rappelsOrdre
      RappelOrdre: natureFaits convocationRepresentants motifAbandon version statutDepuis actesPossibles historique
      RappelOrdre: motif dateFaits mineur dateConvocation dateTenue presenceRepresentantLegal commune avis avisId
      AvisRappelOrdre: id avis date livraison rappelOrdre
      ActeAvisRappelOrdre: avis
      ActeHomologationTransaction: homologation
      Livraison: etat refus essais le faiteLe`,
  },
  {
    readers: rappelAuteur,
    personal: true,
    fields: `
      RappelOrdre: auteur signalementOrigine
      AuteurRappel: nom prenom dateNaissance adresse representantsLegaux
      RepresentantLegal: nom prenom lien`,
  },
  {
    readers: { bailleurs: ['auteur'], villes: ['commune'] },
    personal: true,
    fields: 'Mutation: proposerRappelOrdre',
  },
  {
    readers: { villes: ['commune'] },
    personal: true,
    fields:
      'Mutation: corrigerRappelOrdre demanderAvisRappelOrdre convoquerRappelOrdre reporterConvocationRappelOrdre tenirRappelOrdre constaterAbsenceRappelOrdre cloreRappelOrdre suivreAvisDefavorableRappelOrdre abandonnerRappelOrdre',
  },
  {
    readers: { parquet: ['destinataire'] },
    personal: true,
    fields:
      'Mutation: rendreAvisFavorableRappelOrdre rendreAvisSansOppositionRappelOrdre rendreAvisDefavorableRappelOrdre',
  },
  // M; J.
  {
    readers: rappel,
    personal: true,
    fields: `
      Query: transactionsMunicipales transactionMunicipale
      ActeTransactionMunicipale: transaction
      TransactionMunicipale: id datePv contravention bienCommunal dateLimiteProposition montantReparation heuresTravailNonRemunere
      TransactionMunicipale: dateLimiteReponse dateReponse delaiExecution dateExecution statut version statutDepuis
      TransactionMunicipale: commune echeance homologationId homologations actesPossibles historique
      HomologationTransaction: id autorite decision date livraison transaction`,
  },
  {
    readers: { villes: ['commune'] },
    personal: true,
    fields:
      'Mutation: ouvrirTransaction proposerTransaction accepterTransaction refuserTransaction constaterSilenceTransaction transmettreHomologationTransaction constaterExecutionTransaction constaterInexecutionTransaction transmettreParquetTransaction',
  },
  {
    readers: { parquet: ['destinataire'] },
    personal: true,
    fields: 'Mutation: homologuerTransaction refuserHomologationTransaction',
  },
  // M; J.
  {
    readers: rappel,
    personal: true,
    fields: `
      Query: propositionsAlternatives propositionAlternative
      ActePropositionAlternative: proposition
      PropositionAlternative: id dateFaits faits mesureProposee reponseParquet dateReponse statut version statutDepuis
      PropositionAlternative: commune bailleur actesPossibles historique`,
  },
  {
    readers: { villes: ['commune'] },
    personal: true,
    fields: 'Mutation: proposerMesureAlternative retirerMesureAlternative',
  },
  {
    readers: { parquet: ['destinataire'] },
    personal: true,
    fields: 'Mutation: repondreMesureAlternative',
  },
  // M of commune; F author; J. Never E, P, B.
  {
    readers: information,
    personal: true,
    fields: `
      Query: informationsMaire informationMaire
      ActeInformationMaire: information
      InformationMaire: id nature date lieu signaleeParMaire dateLimiteSuite suiteCommuniquee raisonClassement dateSuite
      InformationMaire: statut version statutDepuis commune auteur echeance actesPossibles historique`,
  },
  {
    readers: { forces: ['auteur'], parquet: ['tout'] },
    personal: true,
    fields: 'Mutation: transmettreInformationMaire',
  },
  {
    readers: { villes: ['commune'] },
    personal: true,
    fields: 'Mutation: accuserReceptionInformation',
  },
  {
    readers: { parquet: ['tout'] },
    personal: true,
    fields: 'Mutation: communiquerSuiteInformation communiquerAutreSuiteInformation',
  },
  // The parquet's own register: what it writes there moves the mayor's file.
  {
    readers: { parquet: ['tout'] },
    personal: true,
    fields: 'Mutation: rendreAvisRappelOrdre deciderHomologationTransaction',
  },
];
