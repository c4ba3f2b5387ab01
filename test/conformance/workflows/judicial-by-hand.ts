/**
 * Gltd and PosteTravailInteret of the domain reference (its §2, §4.3), written by hand and from nothing
 * that the product declares: both in Poitiers, and the prosecutor alone acts.
 */
import type { ExpectedAct } from './every-transition.js';

const parquet = ['parquet-poitiers'];

export const gltdStates = ['EN_COURS', 'CLOS'] as const;

export const gltdActs: Readonly<Record<string, ExpectedAct>> = {
  inviterGltd: {
    actors: parquet,
    from: ['EN_COURS'],
    to: 'EN_COURS',
    input: '{ signataire: "sem-hpc" }',
    awaited: false,
  },
  retirerInvitationGltd: {
    actors: parquet,
    from: ['EN_COURS'],
    to: 'EN_COURS',
    input: '{ signataire: "ekidom" }',
    awaited: false,
  },
  cloreGltd: { actors: parquet, from: ['EN_COURS'], to: 'CLOS', awaited: false },
};

export const posteStates = ['OUVERT', 'FERME'] as const;

export const posteActs: Readonly<Record<string, ExpectedAct>> = {
  changerPlacesPosteTravail: {
    actors: parquet,
    from: ['OUVERT'],
    to: 'OUVERT',
    input: '{ places: 4 }',
    awaited: false,
  },
  fermerPosteTravail: { actors: parquet, from: ['OUVERT'], to: 'FERME', awaited: false },
};
