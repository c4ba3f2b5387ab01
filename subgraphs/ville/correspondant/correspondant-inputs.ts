import { Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DateCivile } from '../../kit/scalars.js';

/** Digits, with what is written between them. */
const telephone = /^\+?[0-9][0-9 .()-]{2,18}$/;
const courriel = /^[^\s@<>"]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,186}[A-Za-z0-9])?$/;

@InputType('SaisieCorrespondant', { description: 'Qui parle pour le signataire, et pour quoi.' })
export class SaisieCorrespondant {
  @Field(() => String, { description: 'Nom et prénom, en 160 caractères au plus.' })
  @Length(2, 160)
  nom!: string;

  @Field(() => String, { description: 'Fonction exercée, en 160 caractères au plus.' })
  @Length(2, 160)
  fonction!: string;

  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  @Matches(telephone)
  telephonePro?: string | null;

  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  @Matches(courriel)
  courrielPro?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Son suppléant, que le même signataire a nommé d’abord.',
  })
  suppleant?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Territoire ou domaine pour lequel il est compétent, en 200 caractères au plus ; jamais une personne.',
  })
  @Length(2, 200)
  perimetre?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Début du mandat ; vide : aujourd’hui.' })
  debut?: string | null;

  @Field(() => DateCivile, {
    nullable: true,
    description: 'Dernier jour du mandat ; vide : sans terme.',
  })
  fin?: string | null;
}

@InputType('SaisieCorrectionCorrespondant', {
  description: 'Ce qui change à une ligne de l’annuaire ; ce qui est absent reste.',
})
export class SaisieCorrectionCorrespondant {
  @Field(() => String, {
    nullable: true,
    description: 'Fonction exercée, en 160 caractères au plus.',
  })
  @Length(2, 160)
  fonction?: string | null;

  @Field(() => String, { nullable: true, description: 'Téléphone professionnel.' })
  @Matches(telephone)
  telephonePro?: string | null;

  @Field(() => String, { nullable: true, description: 'Courriel professionnel.' })
  @Matches(courriel)
  courrielPro?: string | null;

  @Field(() => ID, { nullable: true, description: 'Son suppléant.' })
  suppleant?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Territoire ou domaine, en 200 caractères au plus ; jamais une personne.',
  })
  @Length(2, 200)
  perimetre?: string | null;

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour du mandat.' })
  fin?: string | null;
}
