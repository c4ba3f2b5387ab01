import type { ImpossibleAct } from './impossible-acts.js';

const communication = { type: 'Communication', answer: 'communication' };
const gltd = { type: 'Gltd', answer: 'gltd' };
const poste = { type: 'PosteTravailInteret', answer: 'poste' };

/** What the prosecutor does beside his register of procedures: all that is there is closed. */
export const impossibleJudicialActs: Readonly<Record<string, ImpossibleAct>> = {
  envoyerCommunication: {
    ...communication,
    saisie: '{ destinataire: "ekidom", objet: MESURE, niveau: INFORMATION, corps: "Texte" }',
    creation: 'DESTINATAIRE_HORS_CADRE',
  },
  creerGltd: {
    ...gltd,
    saisie:
      '{ communes: ["75056"], quartiers: [], debut: "2026-06-01", duree: 6, objectifs: [RODEOS], invites: [] }',
    creation: 'HORS_TERRITOIRE',
  },
  inviterGltd: { ...gltd, saisie: '{ signataire: "sem-hpc" }' },
  retirerInvitationGltd: { ...gltd, saisie: '{ signataire: "ekidom" }' },
  cloreGltd: gltd,
  inscrirePosteTravail: {
    ...poste,
    saisie: '{ organismeAccueil: "ekidom", commune: "75056", nature: PEINTURE, places: 1 }',
    creation: 'HORS_TERRITOIRE',
  },
  changerPlacesPosteTravail: { ...poste, saisie: '{ places: 3 }' },
  fermerPosteTravail: poste,
};
