/**
 * `TroubleJouissance` of the domain reference (its §4.2), written by hand and from nothing that the
 * product declares: Ékidom's file against a trouble. The landlord alone acts on it; the prefect reads
 * it where it answers an injunction of his (W8), as here.
 */
import type { ExpectedAct } from './every-transition.js';

const ekidom = ['ekidom'];
const date = '{ date: "2026-06-01" }';

export const troubleStates = [
  'MISE_EN_DEMEURE',
  'OFFRE_RELOGEMENT',
  'ASSIGNATION',
  'JUGEMENT',
  'EXECUTION',
  'CLOS',
] as const;

export const troubleActs: Readonly<Record<string, ExpectedAct>> = {
  offrirRelogementTrouble: {
    actors: ekidom,
    from: ['MISE_EN_DEMEURE'],
    to: 'OFFRE_RELOGEMENT',
    input: date,
    awaited: false,
  },
  assignerTrouble: {
    actors: ekidom,
    from: ['MISE_EN_DEMEURE', 'OFFRE_RELOGEMENT'],
    to: 'ASSIGNATION',
    input: date,
    awaited: false,
  },
  consignerJugementTrouble: {
    actors: ekidom,
    from: ['ASSIGNATION'],
    to: 'JUGEMENT',
    input: '{ date: "2026-06-01", decision: RESILIATION }',
  },
  executerJugementTrouble: { actors: ekidom, from: ['JUGEMENT'], to: 'EXECUTION', input: date },
  cloreTrouble: {
    actors: ekidom,
    from: ['MISE_EN_DEMEURE', 'OFFRE_RELOGEMENT', 'ASSIGNATION', 'JUGEMENT'],
    to: 'CLOS',
    input: '{ motif: LOGEMENT_RENDU }',
    awaited: false,
  },
};
