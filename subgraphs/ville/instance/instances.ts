import { Field, InputType } from 'type-graphql';
import { Attente, awaitsCaller } from '../../kit/acts/awaited.js';
import { equalTo, listing, sorts } from '../../kit/listing.js';
import { instanceWorkflow } from './instance-workflow.js';
import { Instance, TypeInstance } from './instance.js';

@InputType('FiltreInstances', { description: 'Restreint la liste des instances.' })
export class FiltreInstances {
  @Field(() => TypeInstance, { nullable: true, description: 'Nature de l’instance.' })
  type?: TypeInstance;

  @Field(() => Attente, { nullable: true, description: 'Celles qui attendent un acte.' })
  attend?: Attente;
}

const TriInstances = sorts('TriInstances', 'Ordre des instances.', {
  PERIMETRE_ASC: {
    property: 'perimetreCode',
    order: 'ASC',
    description: 'Par code de territoire.',
  },
});

export const instances = listing<Instance, FiltreInstances>({
  entity: Instance,
  portee: null,
  filtre: FiltreInstances,
  filters: { type: equalTo('type'), attend: awaitsCaller(instanceWorkflow) },
  sorts: TriInstances,
});
