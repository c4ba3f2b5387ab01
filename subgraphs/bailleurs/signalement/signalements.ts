import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { signalementWorkflow } from './signalement-workflow.js';
import { Signalement, StatutSignalement, Urgence } from './signalement.js';

@InputType('FiltreSignalements', { description: 'Restreint la liste des signalements.' })
export class FiltreSignalements {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  bailleur?: string;

  @Field(() => StatutSignalement, { nullable: true, description: 'Étape.' })
  statut?: StatutSignalement;

  @Field(() => Urgence, { nullable: true, description: 'Urgence.' })
  urgence?: Urgence;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période de la transmission.' })
  periode?: PeriodeFiltre;
}

const TriSignalements = sorts('TriSignalements', 'Ordre des signalements.', {
  DATE_DESC: {
    property: 'dateTransmission',
    order: 'DESC',
    description: 'Des plus récents aux plus anciens.',
  },
  ANCIENNETE: {
    property: 'statutDepuis',
    order: 'ASC',
    description: 'De ceux qui attendent depuis le plus longtemps aux plus récents.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const signalements = listing<Signalement, FiltreSignalements>({
  entity: Signalement,
  portee: ['signalement:lecture'],
  filtre: FiltreSignalements,
  filters: {
    commune: equalTo('communeCode'),
    bailleur: equalTo('bailleurId'),
    statut: equalTo('statut'),
    urgence: equalTo('urgence'),
    attend: awaitsCaller(signalementWorkflow),
    periode: within('dateTransmission'),
  },
  sorts: TriSignalements,
});
