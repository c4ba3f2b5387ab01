import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { ReadsField } from '../../kit/portee.js';
import { ProgrammeRenovation } from './programme-renovation.js';
import { StatutSecurisation, TypeProgramme } from './renovation-enums.js';
import { renovationWorkflow } from './renovation-workflow.js';

@InputType('FiltreProgrammes', { description: 'Restreint la liste des programmes de rénovation.' })
export class FiltreProgrammes {
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  commune?: string;

  @Field(() => String, { nullable: true, description: 'Identifiant du bailleur.' })
  bailleur?: string;

  @Field(() => TypeProgramme, { nullable: true, description: 'Nature.' })
  type?: TypeProgramme;

  @Field(() => StatutSecurisation, { nullable: true, description: 'Étape de la sécurisation.' })
  // A state of this enumeration has the diagnostic's name.
  @ReadsField('ProgrammeRenovation.statut', 'ProgrammeRenovation.diagnostic')
  statut?: StatutSecurisation;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  @ReadsField('ProgrammeRenovation.statut')
  attend?: Attente;

  @Field(() => PeriodeFiltre, {
    nullable: true,
    description: 'Période du début prévu des travaux.',
  })
  periode?: PeriodeFiltre;
}

const TriProgrammes = sorts('TriProgrammes', 'Ordre des programmes de rénovation.', {
  DEBUT_PREVU_DESC: {
    property: 'debutPrevu',
    order: 'DESC',
    description: 'Par début prévu, des plus récents aux plus anciens.',
  },
  ID: { property: 'id', order: 'ASC', description: 'Par identifiant.' },
});

export const programmes = listing<ProgrammeRenovation, FiltreProgrammes>({
  entity: ProgrammeRenovation,
  portee: null,
  filtre: FiltreProgrammes,
  filters: {
    commune: equalTo('communeCode'),
    bailleur: equalTo('bailleurId'),
    type: equalTo('type'),
    statut: equalTo('statut'),
    attend: awaitsCaller(renovationWorkflow),
    periode: within('debutPrevu'),
  },
  sorts: TriProgrammes,
});
