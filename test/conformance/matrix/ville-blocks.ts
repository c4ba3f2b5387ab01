import { rappel, rappelAuteur, rappelStatut, type Block } from './readers.js';

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
      RappelOrdre: motif dateFaits mineur dateConvocation dateTenue presenceRepresentantLegal commune avis
      AvisRappelOrdre: id avis date`,
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
      TransactionMunicipale: commune echeance homologation actesPossibles historique
      HomologationTransaction: autorite decision date`,
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
];
