/**
 * What groups work on (domain reference §4, §5 and §8b), written by hand and from nothing that the
 * product declares. The board of a GPO: the police presides, Ékidom carries the solution out, the city
 * is a member. A working group: the city presides, by a person with a mandate; one of Ékidom's has a
 * mandate too; the police is a member without one. Everybody else reads nothing.
 */
import type { ExpectedAct } from './every-transition.js';

const chair = ['police-nationale-86'];
const pilot = ['ekidom'];

export const problematiqueStates = ['OUVERTE', 'PLANIFIEE', 'RESOLUE', 'CLOSE', 'ECARTEE'] as const;

const plan = '{ solution: MEDIATION, pilote: "ekidom", echeance: "2099-01-15" }';

export const problematiqueActs: Readonly<Record<string, ExpectedAct>> = {
  planifierProblematique: { actors: chair, from: ['OUVERTE'], to: 'PLANIFIEE', input: plan },
  resoudreProblematique: {
    actors: pilot,
    from: ['PLANIFIEE'],
    to: 'RESOLUE',
    input: '{ date: "2026-05-20" }',
  },
  replanifierProblematique: {
    actors: chair,
    from: ['PLANIFIEE', 'RESOLUE'],
    to: 'PLANIFIEE',
    input: plan,
    awaited: false,
  },
  cloreProblematique: { actors: chair, from: ['RESOLUE'], to: 'CLOSE' },
  ecarterProblematique: {
    actors: chair,
    from: ['OUVERTE', 'PLANIFIEE'],
    to: 'ECARTEE',
    input: '{ motif: HORS_CADRE }',
    awaited: false,
  },
};

const reunion = '{ date: "2099-01-15", objet: THEME }';
const memberOfAll = ['ekidom', 'police-nationale-86', 'ville-poitiers'];

export const instanceStates = ['EN_PLACE'] as const;

/** The working group, of which the city is the chair: it stays, and any other member may leave. */
export const instanceActs: Readonly<Record<string, ExpectedAct>> = {
  convoquerReunionInstance: {
    actors: ['ville-poitiers'],
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    input: reunion,
    awaited: false,
  },
  annulerReunionInstance: {
    actors: ['ville-poitiers'],
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    input: '{ reunion: "r-gt", motif: REPORT }',
    awaited: false,
  },
  demanderReunionInstance: {
    actors: memberOfAll,
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    input: '{ theme: DIAGNOSTICS }',
    awaited: false,
  },
  consignerDecisionInstance: {
    actors: ['ville-poitiers'],
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    input: '{ reunion: "r-gt", nature: TRAVAUX, pilote: "ekidom" }',
    awaited: false,
  },
  ajouterMembreInstance: {
    actors: ['ville-poitiers'],
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    input: '{ signataire: "sem-hpc" }',
    awaited: false,
  },
  retirerMembreInstance: {
    actors: ['ville-poitiers'],
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    input: '{ signataire: "ekidom" }',
    awaited: false,
  },
  quitterInstance: {
    actors: memberOfAll.filter((id) => id !== 'ville-poitiers'),
    from: ['EN_PLACE'],
    to: 'EN_PLACE',
    awaited: false,
    // Its members read it, and who left is none.
    hides: true,
  },
};

export const correspondantStates = ['EN_FONCTION', 'TERMINE'] as const;

/** The shared directory (domain reference §4.1): Ékidom's line is Ékidom's, and everybody reads it. */
export const correspondantActs: Readonly<Record<string, ExpectedAct>> = {
  corrigerCorrespondant: {
    actors: ['ekidom'],
    from: ['EN_FONCTION'],
    to: 'EN_FONCTION',
    input: '{ telephonePro: "05 49 00 00 00" }',
    awaited: false,
  },
  terminerCorrespondant: {
    actors: ['ekidom'],
    from: ['EN_FONCTION'],
    to: 'TERMINE',
    awaited: false,
  },
};

export const mandatStates = ['EN_VIGUEUR', 'TERMINE'] as const;

export const mandatActs: Readonly<Record<string, ExpectedAct>> = {
  retirerMandatGroupe: {
    actors: ['ekidom', 'ville-poitiers'],
    from: ['EN_VIGUEUR'],
    to: 'TERMINE',
    awaited: false,
  },
};

const presiding = ['ville-poitiers'];

export const situationStates = ['INSCRITE', 'SUIVIE', 'CLOSE'] as const;

export const situationActs: Readonly<Record<string, ExpectedAct>> = {
  examinerSituation: {
    actors: presiding,
    from: ['INSCRITE', 'SUIVIE'],
    to: 'SUIVIE',
    input: '{ date: "2026-05-20", orientation: EDUCATIF }',
  },
  cloreSituation: {
    actors: presiding,
    from: ['INSCRITE', 'SUIVIE'],
    to: 'CLOSE',
    awaited: false,
    hides: true,
  },
};

const carrier = ['ekidom'];

export const actionStates = ['PREVUE', 'EN_COURS', 'TERMINEE', 'ANNULEE'] as const;

/** Joint prevention (domain reference §4.1): Ékidom carries it, everybody reads it. */
export const actionActs: Readonly<Record<string, ExpectedAct>> = {
  commencerActionPrevention: { actors: carrier, from: ['PREVUE'], to: 'EN_COURS' },
  terminerActionPrevention: {
    actors: carrier,
    from: ['EN_COURS'],
    to: 'TERMINEE',
    input: '{ interventions: 4, heures: 12, personnes: 9 }',
  },
  annulerActionPrevention: {
    actors: carrier,
    from: ['PREVUE', 'EN_COURS'],
    to: 'ANNULEE',
    awaited: false,
  },
};
