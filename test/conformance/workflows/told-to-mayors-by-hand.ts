/**
 * PropositionAlternative and InformationMaire of the domain reference (its §2, §4.1), written by hand
 * and from nothing that the product declares, both in Poitiers. A mayor proposes to the prosecutor what
 * he cannot settle himself; he is told of offences, and by the prosecutor alone what became of them.
 */
import type { ExpectedAct } from './every-transition.js';

const poitiers = ['ville-poitiers'];
const parquet = ['parquet-poitiers'];

export const alternativeStates = ['PROPOSEE', 'REPONDUE', 'RETIREE'] as const;

export const alternativeActs: Readonly<Record<string, ExpectedAct>> = {
  repondreMesureAlternative: {
    actors: parquet,
    from: ['PROPOSEE'],
    to: 'REPONDUE',
    input: '{ reponse: RETENUE }',
  },
  retirerMesureAlternative: {
    actors: poitiers,
    from: ['PROPOSEE'],
    to: 'RETIREE',
    awaited: false,
  },
};

export const informationStates = ['TRANSMISE', 'RECUE', 'SUITE_COMMUNIQUEE'] as const;

export const informationActs: Readonly<Record<string, ExpectedAct>> = {
  accuserReceptionInformation: { actors: poitiers, from: ['TRANSMISE'], to: 'RECUE' },
  communiquerSuiteInformation: {
    actors: parquet,
    from: ['TRANSMISE', 'RECUE'],
    to: 'SUITE_COMMUNIQUEE',
    input: '{ suite: CLASSEMENT, raison: AUTEUR_INCONNU }',
  },
  communiquerAutreSuiteInformation: {
    actors: parquet,
    from: ['SUITE_COMMUNIQUEE'],
    to: 'SUITE_COMMUNIQUEE',
    awaited: false,
    input: '{ suite: APPEL }',
  },
};
