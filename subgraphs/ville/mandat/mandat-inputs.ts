import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';

@InputType('SaisieMandat', { description: 'Qui siège dans un groupe, et jusqu’à quand.' })
export class SaisieMandat {
  @Field(() => ID, { description: 'Identifiant du groupe de travail ou de la cellule de veille.' })
  groupe!: string;

  @Field(() => ID, { description: 'La personne, telle que le signataire l’a nommée à l’annuaire.' })
  correspondant!: string;

  @Field(() => String, {
    description:
      'Identifiant de la personne chez le fournisseur d’identité de son organisme (« sub » de son jeton) : il reconnaît la personne, et n’est montré à personne.',
  })
  @Length(1, 200)
  compte!: string;

  @Field(() => DateCivile, { description: 'Premier jour.' })
  debut!: string;

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour ; vide : sans terme.' })
  fin?: string | null;
}
