import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { StatutProposition } from './alternative-enums.js';
import { alternativeWorkflow } from './alternative-workflow.js';
import { PropositionAlternative } from './proposition-alternative.js';

@InputType('FiltreAlternatives', { description: 'Restreint la liste des propositions.' })
export class FiltreAlternatives {
  @Field(() => StatutProposition, { nullable: true, description: 'Étape.' })
  statut?: StatutProposition;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période des faits.' })
  periode?: PeriodeFiltre;
}

const TriAlternatives = sorts('TriAlternatives', 'Ordre des propositions.', {
  DATE_FAITS_DESC: {
    property: 'dateFaits',
    order: 'DESC',
    description: 'Des faits les plus récents aux plus anciens.',
  },
});

export const alternatives = listing<PropositionAlternative, FiltreAlternatives>({
  entity: PropositionAlternative,
  portee: ['alternative:lecture'],
  filtre: FiltreAlternatives,
  filters: {
    statut: equalTo('statut'),
    attend: awaitsCaller(alternativeWorkflow),
    commune: equalTo('communeCode'),
    periode: within('dateFaits'),
  },
  sorts: TriAlternatives,
});
