/**
 * W3 of the domain reference (its §6), written by hand and from nothing that the product declares: a
 * diagnostic that Ékidom asks for in Poitiers, to which the police and Grand Poitiers are invited, and
 * a constat whose measure the police pilots.
 */
import type { ExpectedAct } from './every-transition.js';

const landlord = ['ekidom'];
const city = ['ville-poitiers'];
const pilot = ['police-nationale-86'];

export const diagnosticStates = [
  'DEMANDE',
  'RECEVABLE',
  'REFUSE',
  'PLANIFIE',
  'REALISE',
  'PLAN_ACTIONS',
  'SUIVI',
  'CLOS',
  'ANNULE',
] as const;

export const diagnosticActs: Readonly<Record<string, ExpectedAct>> = {
  recevoirDemandeDiagnostic: { actors: city, from: ['DEMANDE'], to: 'RECEVABLE' },
  refuserDemandeDiagnostic: {
    actors: city,
    from: ['DEMANDE'],
    to: 'REFUSE',
    input: '{ motif: AUTRE_CADRE }',
    awaited: false,
  },
  planifierDiagnostic: {
    actors: city,
    from: ['RECEVABLE', 'PLANIFIE'],
    to: 'PLANIFIE',
    input:
      '{ date: "2099-01-01", participants: [{ signataire: "police-nationale-86" }, { signataire: "grand-poitiers", qualite: RELAIS_INTERMEDIAIRE }] }',
  },
  realiserDiagnostic: {
    actors: city,
    from: ['PLANIFIE'],
    to: 'REALISE',
    input: '{ date: "2026-01-01" }',
  },
  arreterPlanActionsDiagnostic: { actors: city, from: ['REALISE'], to: 'PLAN_ACTIONS' },
  suivreDiagnostic: { actors: city, from: ['PLAN_ACTIONS'], to: 'SUIVI' },
  cloreDiagnostic: { actors: city, from: ['SUIVI'], to: 'CLOS' },
  annulerDiagnostic: {
    actors: landlord,
    from: ['DEMANDE', 'RECEVABLE', 'PLANIFIE', 'REALISE', 'PLAN_ACTIONS', 'SUIVI'],
    to: 'ANNULE',
    awaited: false,
  },
};

export const constatStates = [
  'RELEVE',
  'PROPOSE',
  'ACCEPTE',
  'REALISE',
  'VERIFIE',
  'ECARTE',
] as const;

export const constatActs: Readonly<Record<string, ExpectedAct>> = {
  designerPiloteConstat: {
    actors: city,
    from: ['RELEVE', 'PROPOSE'],
    to: 'PROPOSE',
    input: '{ pilote: "police-nationale-86", echeance: "2099-01-01" }',
    awaited: false,
  },
  accepterMesureConstat: { actors: pilot, from: ['PROPOSE'], to: 'ACCEPTE' },
  refuserMesureConstat: {
    actors: pilot,
    from: ['PROPOSE'],
    to: 'RELEVE',
    input: '{ motif: SANS_MOYENS }',
    awaited: false,
  },
  realiserMesureConstat: { actors: pilot, from: ['ACCEPTE'], to: 'REALISE' },
  verifierMesureConstat: { actors: city, from: ['REALISE'], to: 'VERIFIE' },
  reprendreMesureConstat: { actors: city, from: ['REALISE'], to: 'ACCEPTE', awaited: false },
  ecarterConstat: { actors: city, from: ['RELEVE', 'PROPOSE'], to: 'ECARTE', awaited: false },
};
