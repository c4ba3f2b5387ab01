import { decision, plainte, procedure, type Block } from './readers.js';

// The lines of the access matrix for complaints, and the parquet's register of procedures.

export const penalBlocks: readonly Block[] = [
  {
    readers: plainte,
    personal: true,
    fields: `
      Query: plaintes plainte
      Signalement: plainte
      ActePlainte: plainte
      Plainte: id dateDepot numeroPv recepisse statut plaignant serviceRecepteur qualifications
      Plainte: version statutDepuis actesPossibles historique`,
  },
  // PLAINTIFF not before its complaint took the notice.
  { readers: plainte, personal: true, part: 'procedure', fields: 'Plainte: procedure' },
  {
    readers: procedure,
    personal: true,
    fields: `
      Query: procedures procedure
      ActeProcedure: procedure
      Procedure: id moisFaits etatPublic communeFaits infractions`,
  },
  // PLAINTIFF deposits, F of the service receives; what the parquet says comes from its register.
  { readers: { bailleurs: ['plaignant'] }, personal: true, fields: 'Mutation: deposerPlainte' },
  {
    readers: { forces: ['destinataire'] },
    personal: true,
    fields: 'Mutation: delivrerRecepissePlainte transmettrePlainte',
  },
  {
    readers: { parquet: ['tout'] },
    personal: true,
    fields: `
      Mutation: recevoirAvisPlainte recevoirAppelPlainte recevoirJugementPlainte
      Mutation: ouvrirProcedure inscrireDecisionProcedure notifierAvisProcedure notifierAutreAvisProcedure inscrireAppelProcedure inscrireJugementProcedure
      Procedure: plainteId statut version statutDepuis livraison actesPossibles historique`,
  },
  {
    readers: decision,
    personal: true,
    part: 'decision',
    fields: `
      Procedure: decision
      Decision: typeDecision dateDecision datePublication motifClassement
      MotifClassement: code libelle`,
  },
];
