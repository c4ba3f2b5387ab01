import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts, within } from '../../kit/listing.js';
import { PeriodeFiltre } from '../../kit/periode-filtre.js';
import { procesVerbalWorkflow } from './proces-verbal-workflow.js';
import { ProcesVerbalBailleur, StatutProcesVerbal } from './proces-verbal.js';

@InputType('FiltreProcesVerbaux', { description: 'Restreint la liste des procès-verbaux.' })
export class FiltreProcesVerbaux {
  @Field(() => StatutProcesVerbal, { nullable: true, description: 'Étape.' })
  statut?: StatutProcesVerbal;

  @Field(() => Attente, { nullable: true, description: 'Ceux qui attendent un acte.' })
  attend?: Attente;

  @Field(() => PeriodeFiltre, { nullable: true, description: 'Période du constat.' })
  periode?: PeriodeFiltre;
}

const TriProcesVerbaux = sorts('TriProcesVerbaux', 'Ordre des procès-verbaux.', {
  DATE_CONSTAT_DESC: {
    property: 'dateConstat',
    order: 'DESC',
    description: 'Du constat le plus récent au plus ancien.',
  },
});

export const procesVerbaux = listing<ProcesVerbalBailleur, FiltreProcesVerbaux>({
  entity: ProcesVerbalBailleur,
  portee: ['proces-verbal:lecture'],
  filtre: FiltreProcesVerbaux,
  filters: {
    statut: equalTo('statut'),
    attend: awaitsCaller(procesVerbalWorkflow),
    periode: within('dateConstat'),
  },
  sorts: TriProcesVerbaux,
});
