import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { ObjetReunion } from './instance.js';

@InputType('SaisieMembreInstance', { description: 'Un membre d’une instance.' })
export class SaisieMembreInstance {
  @Field(() => ID, { description: 'Le signataire.' })
  signataire!: string;
}

@InputType('SaisieReunion', { description: 'La réunion, sans donnée sur une personne.' })
export class SaisieReunion {
  @Field(() => DateCivile, { description: 'Jour de la réunion.' })
  date!: string;

  @Field(() => ObjetReunion, { description: 'Objet.' })
  objet!: ObjetReunion;
}
