/**
 * W8 of the domain reference (its §6), written by hand and from nothing that the product declares: the
 * prefect's injunction to Ékidom. The prefect may substitute himself after a refusal or a term that
 * is over (CCH L442-4-3); the landlord may seise the judge until he has.
 */
import type { ExpectedAct } from './every-transition.js';

const ekidom = ['ekidom'];
const prefecture = ['prefecture-86'];

export const injonctionStates = [
  'ENJOINTE',
  'REPONSE',
  'CARENCE',
  'JUGE_SAISI',
  'SUBSTITUTION',
] as const;

export const injonctionActs: Readonly<Record<string, ExpectedAct>> = {
  repondreInjonction: { actors: ekidom, from: ['ENJOINTE'], to: 'REPONSE' },
  refuserInjonction: {
    actors: ekidom,
    from: ['ENJOINTE'],
    to: 'CARENCE',
    input: '{ motif: PREUVES_INSUFFISANTES }',
  },
  constaterCarenceInjonction: {
    actors: prefecture,
    from: ['ENJOINTE', 'REPONSE'],
    to: 'CARENCE',
    awaited: false,
  },
  saisirJugeInjonction: {
    actors: ekidom,
    from: ['REPONSE', 'CARENCE'],
    to: 'JUGE_SAISI',
    input: '{ date: "2026-06-01" }',
  },
  substituerPrefetInjonction: {
    actors: prefecture,
    from: ['CARENCE'],
    to: 'SUBSTITUTION',
    input: '{ date: "2026-06-01" }',
  },
};
