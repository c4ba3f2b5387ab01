/**
 * A sworn warden's report (CPP 29, 29-1) and W7 of the domain reference (its §6, §8b), written by hand
 * and from nothing that the product declares: of Ékidom, which alone acts on both.
 */
import type { ExpectedAct } from './every-transition.js';

const ekidom = ['ekidom'];

export const reportStates = ['ETABLI', 'TRANSMIS', 'NUL'] as const;

export const reportActs: Readonly<Record<string, ExpectedAct>> = {
  transmettreProcesVerbal: { actors: ekidom, from: ['ETABLI'], to: 'TRANSMIS' },
  constaterNulliteProcesVerbal: { actors: ekidom, from: ['ETABLI'], to: 'NUL', awaited: false },
};

export const protectionStates = [
  'FAIT_DECLARE',
  'MESURES_IMMEDIATES',
  'PLAINTE',
  'DOMICILIATION_PRO',
  'SUIVI_AVIS',
  'RETEX',
  'CLOS',
] as const;

export const protectionActs: Readonly<Record<string, ExpectedAct>> = {
  prendreMesuresProtection: {
    actors: ekidom,
    from: ['FAIT_DECLARE'],
    to: 'MESURES_IMMEDIATES',
    input: '{ mesures: [RETRAIT] }',
  },
  consignerPlaintesProtection: {
    actors: ekidom,
    from: ['MESURES_IMMEDIATES'],
    to: 'PLAINTE',
    input: '{ personnelle: DEPOSEE }',
  },
  proposerDomiciliationProtection: {
    actors: ekidom,
    from: ['PLAINTE'],
    to: 'DOMICILIATION_PRO',
    input: '{ reponse: DEMANDEE }',
  },
  attendreSuitesProtection: { actors: ekidom, from: ['DOMICILIATION_PRO'], to: 'SUIVI_AVIS' },
  tirerRetexProtection: {
    actors: ekidom,
    from: ['SUIVI_AVIS'],
    to: 'RETEX',
    input: '{ enseignements: [FORMATION] }',
  },
  cloreProtection: { actors: ekidom, from: ['RETEX'], to: 'CLOS' },
};
