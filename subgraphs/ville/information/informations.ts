import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { NatureInformation, StatutInformation } from './information-enums.js';
import { InformationMaire } from './information-maire.js';
import { informationWorkflow } from './information-workflow.js';

@InputType('FiltreInformations', { description: 'Restreint la liste des informations.' })
export class FiltreInformations {
  @Field(() => StatutInformation, { nullable: true, description: 'Étape.' })
  statut?: StatutInformation;

  @Field(() => NatureInformation, { nullable: true, description: 'Nature des faits.' })
  nature?: NatureInformation;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;

  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période des faits.' })
  periode?: PeriodeFiltre;
}

const TriInformations = sorts('TriInformations', 'Ordre des informations.', {
  DATE_DESC: {
    property: 'date',
    order: 'DESC',
    description: 'Des faits les plus récents aux plus anciens.',
  },
});

export const informations = listing<InformationMaire, FiltreInformations>({
  entity: InformationMaire,
  portee: ['information-maire:lecture'],
  filtre: FiltreInformations,
  filters: {
    statut: equalTo('statut'),
    nature: equalTo('nature'),
    attend: awaitsCaller(informationWorkflow),
    commune: equalTo('communeCode'),
    periode: within('date'),
  },
  sorts: TriInformations,
});
