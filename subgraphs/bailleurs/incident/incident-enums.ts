import { enumeration } from '../../kit/enumeration.js';

export const TrancheHoraire = enumeration('TrancheHoraire', 'Moment de la journée.', {
  MATIN: 'De 6 h à 12 h.',
  APRES_MIDI: 'De 12 h à 18 h.',
  SOIREE: 'De 18 h à 22 h.',
  NUIT: 'De 22 h à 6 h.',
});
export type TrancheHoraire = keyof typeof TrancheHoraire;

export const LieuIncident = enumeration('LieuIncident', 'Type de lieu.', {
  HALL: 'Hall ou entrée.',
  PARTIE_COMMUNE: 'Autre partie commune : escalier, ascenseur, palier, toit.',
  CAVE_PARKING: 'Cave, local ou parking.',
  LOGEMENT: 'Logement.',
  AGENCE: 'Agence ou loge.',
  ABORDS: 'Abords de la résidence.',
});
export type LieuIncident = keyof typeof LieuIncident;

export const QualiteVictime = enumeration('QualiteVictime', 'Qualité de la victime.', {
  SALARIE: 'Salarié du bailleur.',
  PRESTATAIRE: 'Prestataire.',
  LOCATAIRE: 'Locataire.',
  TIERS: 'Tiers.',
});
export type QualiteVictime = keyof typeof QualiteVictime;

export const TrancheItt = enumeration('TrancheItt', 'Incapacité totale de travail.', {
  AUCUNE: 'Aucune.',
  HUIT_JOURS_AU_PLUS: 'Huit jours au plus.',
  PLUS_DE_HUIT_JOURS: 'Plus de huit jours.',
});
export type TrancheItt = keyof typeof TrancheItt;

export const StatutIncident = enumeration('StatutIncident', 'Étape d’un incident.', {
  OUVERT: 'Suivi par le bailleur, qui peut le corriger.',
  CLOS: 'Clos par le bailleur.',
});
export type StatutIncident = keyof typeof StatutIncident;

export const MotifCorrection = enumeration('MotifCorrection', 'Pourquoi un incident est corrigé.', {
  ERREUR_DE_SAISIE: 'Erreur de saisie.',
  FAITS_PRECISES: 'Les faits ont été précisés.',
  DEMANDE_PERSONNE: 'À la demande de la personne concernée (RGPD, art. 16).',
});
export type MotifCorrection = keyof typeof MotifCorrection;

export const LienBail = enumeration('LienBail', 'Lien de l’auteur présumé avec un bail.', {
  TITULAIRE: 'Titulaire du bail.',
  OCCUPANT: 'Occupant sans être titulaire.',
  AUCUN: 'Aucun lien avec un bail.',
});
export type LienBail = keyof typeof LienBail;
