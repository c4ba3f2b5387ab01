/**
 * W4 of the domain reference (its §6), written by hand and from nothing that the product declares: a
 * rappel à l'ordre of a minor in Poitiers, proposed by Ékidom. The mayor conducts it, the parquet
 * gives its opinion while it is asked for one, and nobody is summoned against it or without it.
 */
import type { ExpectedAct } from './every-transition.js';

const mayor = ['ville-poitiers'];
const parquet = ['parquet-poitiers'];

export const rappelStates = [
  'PROPOSE',
  'CONSULTATION_PARQUET',
  'AVIS_FAVORABLE',
  'SANS_OPPOSITION',
  'AVIS_DEFAVORABLE',
  'CONVOQUE',
  'TENU',
  'NON_PRESENTE',
  'ABANDONNE',
  'CLOS',
] as const;

export const rappelActs: Readonly<Record<string, ExpectedAct>> = {
  corrigerRappelOrdre: {
    actors: mayor,
    from: ['PROPOSE'],
    to: 'PROPOSE',
    awaited: false,
    input: '{ motif: INCIVILITE }',
  },
  demanderAvisRappelOrdre: {
    actors: mayor,
    from: ['PROPOSE'],
    to: 'CONSULTATION_PARQUET',
    input: '{ plainteDeposee: false, enqueteOuverte: false }',
  },
  rendreAvisFavorableRappelOrdre: {
    actors: parquet,
    from: ['CONSULTATION_PARQUET'],
    to: 'AVIS_FAVORABLE',
    input: '{ avis: "a-1" }',
  },
  rendreAvisSansOppositionRappelOrdre: {
    actors: parquet,
    from: ['CONSULTATION_PARQUET'],
    to: 'SANS_OPPOSITION',
    input: '{ avis: "a-1" }',
  },
  rendreAvisDefavorableRappelOrdre: {
    actors: parquet,
    from: ['CONSULTATION_PARQUET'],
    to: 'AVIS_DEFAVORABLE',
    input: '{ avis: "a-1" }',
  },
  convoquerRappelOrdre: {
    // Never from CONSULTATION_PARQUET, nor after AVIS_DEFAVORABLE.
    actors: mayor,
    from: ['AVIS_FAVORABLE', 'SANS_OPPOSITION'],
    to: 'CONVOQUE',
    input: '{ date: "2099-01-01", copieRepresentantsLegaux: true }',
  },
  reporterConvocationRappelOrdre: {
    actors: mayor,
    from: ['CONVOQUE'],
    to: 'CONVOQUE',
    awaited: false,
    input: '{ date: "2099-02-01", copieRepresentantsLegaux: true }',
  },
  tenirRappelOrdre: {
    actors: mayor,
    from: ['CONVOQUE'],
    to: 'TENU',
    input: '{ date: "2026-05-20", presenceRepresentantLegal: true }',
  },
  constaterAbsenceRappelOrdre: {
    actors: mayor,
    from: ['CONVOQUE'],
    to: 'NON_PRESENTE',
    awaited: false,
  },
  cloreRappelOrdre: { actors: mayor, from: ['TENU', 'NON_PRESENTE'], to: 'CLOS' },
  suivreAvisDefavorableRappelOrdre: {
    actors: mayor,
    from: ['AVIS_DEFAVORABLE'],
    to: 'ABANDONNE',
  },
  abandonnerRappelOrdre: {
    actors: mayor,
    from: ['PROPOSE', 'CONSULTATION_PARQUET', 'AVIS_FAVORABLE', 'SANS_OPPOSITION', 'CONVOQUE'],
    to: 'ABANDONNE',
    input: '{ motif: AUTRE_REPONSE }',
    awaited: false,
  },
};
