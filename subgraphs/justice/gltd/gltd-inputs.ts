import { ArrayMaxSize, ArrayMinSize, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';
import { ObjectifGltd } from './gltd.js';

@InputType('SaisieGltd', { description: 'Ce que le procureur arrête d’un groupe.' })
export class SaisieGltd {
  @Field(() => [ID], { description: 'Codes INSEE des communes de son périmètre.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  communes!: string[];

  @Field(() => [ID], {
    description: 'Codes des quartiers prioritaires auxquels il se limite ; vide : sans limite.',
  })
  @ArrayMaxSize(20)
  quartiers!: string[];

  @Field(() => DateCivile, { description: 'Premier jour.' })
  debut!: string;

  @Field(() => Int, { description: 'Durée, en mois, de 1 à 24 (borne du projet).' })
  @Min(1)
  @Max(24)
  duree!: number;

  @Field(() => [ObjectifGltd], { description: 'Objectifs.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(6)
  objectifs!: ObjectifGltd[];

  @Field(() => [ID], { description: 'Les signataires invités.' })
  @ArrayMaxSize(13)
  invites!: string[];
}

@InputType('SaisieInviteGltd', { description: 'Un invité.' })
export class SaisieInviteGltd {
  @Field(() => ID, { description: 'Identifiant du signataire.' })
  signataire!: string;
}
