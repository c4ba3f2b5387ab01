import { everybody, tous, type Block, type Readers } from './readers.js';

// The lines of the access matrix for what the prosecutor tells, and whom he calls together.

/** RECIPIENT, a mayor or the president of an EPCI; J. */
const recipient: Readers = { villes: ['destinataire'], epci: ['destinataire'], parquet: ['tout'] };
/** J; invited. */
const invited: Readers = { ...everybody('participant'), parquet: ['tout'] };
/** J; host; M. */
const offered: Readers = {
  ...everybody('destinataire'),
  villes: ['commune', 'destinataire'],
  parquet: ['tout'],
};

export const judicialBlocks: readonly Block[] = [
  {
    readers: recipient,
    personal: true,
    fields: `
      Query: communications communication
      ActeCommunication: communication
      Communication: id fondement objet niveau dateEnvoi corps statut version statutDepuis destinataire actesPossibles historique`,
  },
  {
    readers: invited,
    personal: true,
    fields: `
      Query: gltds gltd
      ActeGltd: gltd
      Gltd: id debut duree objectifs statut version statutDepuis communes quartiers invites actesPossibles historique`,
  },
  {
    readers: offered,
    fields: `
      Query: postesTravail posteTravail
      ActePosteTravailInteret: poste
      PosteTravailInteret: id nature places statut version statutDepuis organismeAccueil commune actesPossibles historique`,
  },
  {
    readers: { parquet: ['tout'] },
    personal: true,
    fields: 'Mutation: envoyerCommunication creerGltd inviterGltd retirerInvitationGltd cloreGltd',
  },
  {
    readers: { parquet: ['tout'] },
    fields: 'Mutation: inscrirePosteTravail changerPlacesPosteTravail fermerPosteTravail',
  },
  {
    readers: tous,
    fields: `
      ActeCommunication: erreurs
      ActeGltd: erreurs
      ActePosteTravailInteret: erreurs`,
  },
];
