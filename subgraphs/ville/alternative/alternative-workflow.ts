import { workflow } from '../../kit/acts/workflow.js';
import { cityOf, parquets } from '../territoire/signatory-city.js';
import type { StatutProposition } from './alternative-enums.js';
import { PropositionAlternative } from './proposition-alternative.js';

/** The mayor proposes. */
export const proposition = 'alternative:proposition';
/** The prosecutor answers. */
export const reponse = 'alternative:reponse';

const mayor = 'Maire ou son représentant';
const ground = 'cpp-44-1';

/** Beside W5: for what harmed another than the commune, the mayor proposes and the prosecutor decides. */
export const alternativeWorkflow = workflow({
  id: 'W5',
  title: 'Proposition de mesure alternative',
  entity: PropositionAlternative,
  states: {
    PROPOSEE: 'Proposée',
    REPONDUE: 'Répondue',
    RETIREE: 'Retirée',
  } satisfies Record<StatutProposition, string>,
  addressees: ({ communeCode }) => [...cityOf(communeCode), ...parquets],
  creation: {
    act: 'proposerMesureAlternative',
    to: 'PROPOSEE',
    scope: proposition,
    actor: mayor,
    ground,
    summary:
      'Propose au procureur une mesure alternative, pour une contravention qui a nui à un autre que la commune.',
  },
  transitions: {
    repondreMesureAlternative: {
      from: ['PROPOSEE'],
      to: 'REPONDUE',
      scope: reponse,
      actor: 'Parquet',
      ground,
      summary: 'Dit au maire ce que le procureur fait de sa proposition.',
      awaited: true,
      irrevocable: true,
    },
    retirerMesureAlternative: {
      from: ['PROPOSEE'],
      to: 'RETIREE',
      scope: proposition,
      actor: mayor,
      ground,
      summary: 'Retire la proposition, avant la réponse.',
      irrevocable: true,
    },
  },
});
