/**
 * W6 of the domain reference (its §6) and the life of an incident, written by hand and from nothing
 * that the product declares: both of Ékidom in Poitiers, in the zone of the police.
 */
import type { ExpectedAct } from './every-transition.js';

const landlord = ['ekidom'];
const force = ['police-nationale-86'];
const collectivites = ['ville-poitiers', 'grand-poitiers'];

export const incidentStates = ['OUVERT', 'CLOS'] as const;

export const incidentActs: Readonly<Record<string, ExpectedAct>> = {
  corrigerIncident: {
    actors: landlord,
    from: ['OUVERT'],
    to: 'OUVERT',
    awaited: false,
    input: '{ motif: FAITS_PRECISES, gravite: 2 }',
  },
  cloreIncident: { actors: landlord, from: ['OUVERT'], to: 'CLOS', awaited: false },
};

export const entreeStates = ['VERT', 'JAUNE', 'ORANGE', 'ROUGE'] as const;

/** The level of a hall, from any to any: the landlord evaluates it, once more at the same level too. */
const evaluated = (to: (typeof entreeStates)[number]): ExpectedAct => ({
  actors: landlord,
  from: entreeStates,
  to,
  awaited: false,
  input: '{ date: "2026-05-20" }',
});

export const entreeActs: Readonly<Record<string, ExpectedAct>> = {
  classerEntreeVert: evaluated('VERT'),
  classerEntreeJaune: evaluated('JAUNE'),
  classerEntreeOrange: evaluated('ORANGE'),
  classerEntreeRouge: evaluated('ROUGE'),
};

export const programmeStates = [
  'BESOIN',
  'DIAGNOSTIC',
  'ESSP_REQUISE',
  'AVIS_FORCES',
  'MESURES_ARRETEES',
  'VERIFIE',
  'TRAVAUX',
  'CLOS',
] as const;

export const programmeActs: Readonly<Record<string, ExpectedAct>> = {
  rattacherDiagnosticProgramme: {
    actors: landlord,
    from: ['BESOIN'],
    to: 'DIAGNOSTIC',
    input: '{ diagnostic: "d-w6" }',
  },
  requerirEtudeProgramme: {
    actors: landlord,
    from: ['DIAGNOSTIC'],
    to: 'ESSP_REQUISE',
    awaited: false,
  },
  deposerEtudeProgramme: {
    actors: landlord,
    from: ['ESSP_REQUISE'],
    to: 'ESSP_REQUISE',
    input: '{ reference: "E-1", synthese: "Deux accès à fermer" }',
  },
  donnerAvisProgramme: {
    actors: force,
    from: ['DIAGNOSTIC', 'ESSP_REQUISE'],
    to: 'AVIS_FORCES',
    input: '{ avis: FAVORABLE }',
  },
  revoirAvisProgramme: {
    actors: force,
    from: ['AVIS_FORCES'],
    to: 'AVIS_FORCES',
    awaited: false,
    input: '{ avis: RESERVES }',
  },
  arreterMesuresProgramme: {
    actors: [...landlord, ...collectivites],
    from: ['AVIS_FORCES'],
    to: 'MESURES_ARRETEES',
    input: '{ mesures: [{ nature: GARDIENNAGE, responsable: "ekidom" }] }',
  },
  verifierMesuresProgramme: {
    actors: collectivites,
    from: ['MESURES_ARRETEES'],
    to: 'VERIFIE',
  },
  // Never before VERIFIE.
  commencerTravauxProgramme: { actors: landlord, from: ['VERIFIE'], to: 'TRAVAUX' },
  acheverTravauxProgramme: { actors: landlord, from: ['TRAVAUX'], to: 'CLOS' },
};
