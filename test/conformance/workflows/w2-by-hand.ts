/**
 * W2 of the domain reference (its §6), written by hand and from nothing that the product declares: a
 * complaint of Ékidom that the police received, and its procedure in the parquet's register. What is
 * decided there is an internal step until a notice was given.
 */
import type { ExpectedAct } from './every-transition.js';

const police = ['police-nationale-86'];
const parquet = ['parquet-poitiers'];

export const plainteStates = [
  'DEPOSEE',
  'RECEPISSE',
  'EN_COURS',
  'AVIS_NOTIFIE',
  'JUGEMENT_DEFINITIF',
  'APPEL',
] as const;

export const plainteActs: Readonly<Record<string, ExpectedAct>> = {
  delivrerRecepissePlainte: {
    actors: police,
    from: ['DEPOSEE'],
    to: 'RECEPISSE',
    input: '{ numeroPv: "2026/1" }',
  },
  transmettrePlainte: { actors: police, from: ['RECEPISSE'], to: 'EN_COURS' },
  recevoirAvisPlainte: {
    actors: parquet,
    from: ['DEPOSEE', 'RECEPISSE', 'EN_COURS'],
    to: 'AVIS_NOTIFIE',
    awaited: false,
    input: '{ procedure: "procedure-1", plaignant: "ekidom" }',
  },
  recevoirAppelPlainte: {
    actors: parquet,
    from: ['AVIS_NOTIFIE'],
    to: 'APPEL',
    awaited: false,
    input: '{ procedure: "procedure-1" }',
  },
  recevoirJugementPlainte: {
    actors: parquet,
    from: ['AVIS_NOTIFIE', 'APPEL'],
    to: 'JUGEMENT_DEFINITIF',
    awaited: false,
    input: '{ procedure: "procedure-1" }',
  },
};

export const procedureStates = [
  'EN_COURS',
  'DECISION',
  'AVIS_NOTIFIE',
  'JUGEMENT_DEFINITIF',
  'APPEL',
] as const;

export const procedureActs: Readonly<Record<string, ExpectedAct>> = {
  inscrireDecisionProcedure: {
    actors: parquet,
    from: ['EN_COURS'],
    to: 'DECISION',
    input: '{ type: CLASSEMENT, motif: M_71, date: "2026-06-01" }',
  },
  notifierAvisProcedure: {
    actors: parquet,
    from: ['DECISION'],
    to: 'AVIS_NOTIFIE',
    input: '{ destinataire: "ekidom" }',
  },
  notifierAutreAvisProcedure: {
    actors: parquet,
    from: ['AVIS_NOTIFIE'],
    to: 'AVIS_NOTIFIE',
    awaited: false,
    input: '{ destinataire: "ville-poitiers" }',
  },
  inscrireAppelProcedure: {
    actors: parquet,
    from: ['AVIS_NOTIFIE'],
    to: 'APPEL',
    awaited: false,
  },
  inscrireJugementProcedure: {
    actors: parquet,
    from: ['AVIS_NOTIFIE', 'APPEL'],
    to: 'JUGEMENT_DEFINITIF',
    awaited: false,
  },
};
