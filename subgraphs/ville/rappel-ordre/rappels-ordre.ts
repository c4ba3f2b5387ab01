import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { ReadsField } from '../../kit/portee.js';
import { MotifRappelOrdre, StatutRappelOrdre } from './rappel-ordre-enums.js';
import { rappelOrdreWorkflow } from './rappel-ordre-workflow.js';
import { RappelOrdre } from './rappel-ordre.js';

@InputType('FiltreRappelsOrdre', { description: 'Restreint la liste des rappels à l’ordre.' })
export class FiltreRappelsOrdre {
  @Field(() => StatutRappelOrdre, { nullable: true, description: 'Étape.' })
  statut?: StatutRappelOrdre;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;

  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  @ReadsField('RappelOrdre.commune')
  commune?: string;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période des faits.' })
  @ReadsField('RappelOrdre.dateFaits')
  periode?: PeriodeFiltre;

  @Field(() => MotifRappelOrdre, { nullable: true, description: 'Motif.' })
  @ReadsField('RappelOrdre.motif')
  motif?: MotifRappelOrdre;

  @Field(() => Boolean, { nullable: true, description: 'Personnes mineures, ou majeures.' })
  @ReadsField('RappelOrdre.mineur')
  mineur?: boolean;
}

const TriRappelsOrdre = sorts('TriRappelsOrdre', 'Ordre des rappels à l’ordre.', {
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
  DATE_FAITS_DESC: {
    property: 'dateFaits',
    order: 'DESC',
    description: 'Des faits les plus récents aux plus anciens.',
    reads: ['RappelOrdre.dateFaits'],
  },
  DATE_FAITS_ASC: {
    property: 'dateFaits',
    order: 'ASC',
    description: 'Des faits les plus anciens aux plus récents.',
    reads: ['RappelOrdre.dateFaits'],
  },
  DATE_CONVOCATION_DESC: {
    property: 'dateConvocation',
    order: 'DESC',
    description: 'De la convocation la plus récente à la plus ancienne.',
    reads: ['RappelOrdre.dateConvocation'],
  },
});

export const rappelsOrdre = listing<RappelOrdre, FiltreRappelsOrdre>({
  entity: RappelOrdre,
  portee: ['rappel-ordre:statut'],
  filtre: FiltreRappelsOrdre,
  filters: {
    statut: equalTo('statut'),
    attend: awaitsCaller(rappelOrdreWorkflow),
    commune: equalTo('communeCode'),
    periode: within('dateFaits'),
    motif: equalTo('motif'),
    mineur: equalTo('mineur'),
  },
  sorts: TriRappelsOrdre,
});
