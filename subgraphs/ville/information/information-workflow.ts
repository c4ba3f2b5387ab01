import { workflow, type Guard } from '../../kit/acts/workflow.js';
import { cityOf, parquets } from '../territoire/signatory-city.js';
import type { StatutInformation } from './information-enums.js';
import type { SaisieSuiteInformation } from './information-inputs.js';
import { InformationMaire } from './information-maire.js';

/** Forces and prosecutor inform the mayor. */
export const transmission = 'information-maire:transmission';
/** The mayor acknowledges. */
export const reception = 'information-maire:reception';
/** The prosecutor says what became of it. */
export const suite = 'information-maire:suite';

const prosecutor = 'Parquet';
const ground = 'csi-l132-3';
const term = {
  until: 'dateLimiteSuite',
  label: 'un mois, pour des faits que le maire avait signalés',
} as const;

/** CSI L132-3: a classement carries its reasons; nothing else has any. */
const withItsReasons: Guard<InformationMaire, SaisieSuiteInformation> = {
  code: 'RAISON_DU_CLASSEMENT',
  message: 'Un classement sans suite dit ses raisons ; une autre suite n’en a pas.',
  champ: 'raison',
  holds: (_row, { input }) => (input.suite === 'CLASSEMENT') === ((input.raison ?? null) !== null),
};

/** What the law has told to mayors, and to nobody else of the convention. */
export const informationWorkflow = workflow({
  id: 'L132-3',
  title: 'Information du maire',
  entity: InformationMaire,
  states: {
    TRANSMISE: 'Transmise',
    RECUE: 'Reçue',
    SUITE_COMMUNIQUEE: 'Suite communiquée',
  } satisfies Record<StatutInformation, string>,
  addressees: ({ communeCode, auteurId }) => [
    ...new Set([...cityOf(communeCode), auteurId, ...parquets]),
  ],
  creation: {
    act: 'transmettreInformationMaire',
    to: 'TRANSMISE',
    scope: transmission,
    actor: 'Police, gendarmerie ou parquet',
    ground,
    summary: 'Informe le maire d’une infraction qui a troublé l’ordre public dans sa commune.',
    irrevocable: true,
  },
  transitions: {
    accuserReceptionInformation: {
      from: ['TRANSMISE'],
      to: 'RECUE',
      scope: reception,
      actor: 'Maire ou son représentant',
      ground,
      summary: 'Accuse réception de l’information.',
      awaited: true,
    },
    communiquerSuiteInformation: {
      from: ['TRANSMISE', 'RECUE'],
      to: 'SUITE_COMMUNIQUEE',
      scope: suite,
      actor: prosecutor,
      ground,
      summary: 'Dit au maire la suite donnée aux faits, avec les raisons d’un classement.',
      guards: [withItsReasons],
      delay: term,
      awaited: true,
      irrevocable: true,
    },
    communiquerAutreSuiteInformation: {
      from: ['SUITE_COMMUNIQUEE'],
      to: 'SUITE_COMMUNIQUEE',
      scope: suite,
      actor: prosecutor,
      ground,
      summary: 'Dit au maire une suite de plus : un appel, un jugement devenu définitif.',
      guards: [withItsReasons],
      irrevocable: true,
    },
  },
});
