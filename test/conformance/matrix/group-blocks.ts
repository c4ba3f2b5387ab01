import { everybody, tous, type Block, type Readers } from './readers.js';

/** Who promised to answer, and the landlord to whom. */
const answering: Readers = {
  bailleurs: ['patrimoine'],
  forces: ['auteur'],
  villes: ['auteur'],
  epci: ['auteur'],
};

// The lines of the access matrix for what groups of partners work on.

export const groupBlocks: readonly Block[] = [
  // A member leaves; who presides calls meetings and says who is a member.
  { readers: everybody('participant'), fields: 'Mutation: quitterInstance' },
  // Any member asks for a meeting.
  { readers: everybody('membre'), fields: 'Mutation: demanderReunionInstance' },
  {
    readers: everybody('destinataire'),
    fields:
      'Mutation: convoquerReunionInstance annulerReunionInstance ajouterMembreInstance retirerMembreInstance consignerDecisionInstance',
  },
  // Who will preside sets it up.
  {
    readers: { prefecture: ['auteur'], forces: ['auteur'], villes: ['auteur'], epci: ['auteur'] },
    fields: 'Mutation: mettreEnPlaceInstance',
  },
  { readers: tous, fields: 'ActeInstance: instance erreurs' },
  // A GPO's board: its members, and no person on it.
  {
    readers: everybody('membre'),
    fields: `
      Query: problematiques problematique
      Problematique: id lieu theme dateReperage solution echeance dateResolution motifEcart statut version statutDepuis
      Problematique: groupe commune quartier residence pilote actesPossibles historique
      Mutation: ouvrirProblematique`,
  },
  {
    readers: everybody('destinataire'),
    fields:
      'Mutation: planifierProblematique replanifierProblematique cloreProblematique ecarterProblematique',
  },
  // It leads to rows that judge themselves.
  { readers: tous, fields: 'Instance: problematiques' },
  { readers: everybody('pilote'), fields: 'Mutation: resoudreProblematique' },
  {
    readers: tous,
    fields: `
      ActeProblematique: problematique erreurs
      ActeCorrespondant: erreurs
      ActeMandatGroupe: erreurs
      ActeSituationSuivie: erreurs`,
  },
  // Joint prevention is everybody's to read, and its carrier's to conduct.
  {
    readers: tous,
    fields: `
      Query: actionsPrevention actionPrevention
      ActeActionPrevention: action erreurs
      ActionPrevention: id type debut fin statut version statutDepuis
      ActionPrevention: porteur commune residences bilanChiffre actesPossibles historique
      BilanAction: interventions heures personnes`,
  },
  {
    readers: everybody('auteur'),
    fields:
      'Mutation: annoncerActionPrevention commencerActionPrevention terminerActionPrevention annulerActionPrevention',
  },
  // What one promised is its own to read, and P's, who evaluates.
  {
    readers: { ...everybody('auteur'), prefecture: ['tout'] },
    fields: `
      Query: engagements
      Engagement: id nature depuis nombre etat signataire`,
  },
  {
    readers: { ...answering, prefecture: ['tout'] },
    fields: `
      Query: engagementsReponse
      EngagementReponse: id nature depuis delaiJours etat signataire bailleur`,
  },
  { readers: answering, fields: 'EngagementReponse: dues donneesATemps' },
  // Who speaks for a signatory is its own to say; who operates a part brings its lines to the others.
  {
    readers: everybody('auteur'),
    personal: true,
    fields: `
      Mutation: nommerCorrespondant corrigerCorrespondant terminerCorrespondant
      Correspondant: livraisons
      LivraisonAnnuaire: exploitant etat refus essais le faiteLe`,
  },
  {
    readers: { villes: ['tout'], epci: ['tout'] },
    personal: true,
    fields: 'Mutation: reporterCorrespondant',
  },
  // Who sits there, by name: the group's members, and the signatory itself.
  {
    readers: everybody('membre', 'auteur'),
    personal: true,
    fields: `
      Query: mandatsGroupes mandatGroupe
      ActeMandatGroupe: mandat
      MandatGroupe: id debut fin statut version statutDepuis groupe signataire correspondant actesPossibles historique`,
  },
  { readers: everybody('auteur'), personal: true, fields: 'Mutation: donnerMandatGroupe' },
  {
    readers: everybody('auteur', 'destinataire'),
    personal: true,
    fields: 'Mutation: retirerMandatGroupe',
  },
  // GT_MEMBER: a named person's mandate in force, and the situation on that group's agenda.
  {
    readers: everybody('mandat'),
    personal: true,
    fields: `
      Query: situationsSuivies situationSuivie
      ActeSituationSuivie: situation
      SituationSuivie: id motifs orientation dateInscription dateExamen prochainExamen conservationJusque
      SituationSuivie: statut version statutDepuis groupe personne actesPossibles historique
      PersonneSuivie: nom prenom dateNaissance adresse
      Mutation: inscrireSituation`,
  },
  {
    readers: everybody('destinataire'),
    personal: true,
    fields: 'Mutation: examinerSituation cloreSituation',
  },
];
