import { ArgsType, Field, ID, Int } from 'type-graphql';
import type { ActRequest } from './acts.js';

/** What creates an object is asked with, beside its own input. */
@ArgsType()
export class CreationArgs implements ActRequest {
  @Field(() => String, {
    nullable: true,
    description:
      'De 8 à 200 caractères choisis par l’appelant : redemander avec la même clé ne refait pas l’acte et rend le même dossier. Un acte refusé n’a rien fait : la même clé le tente à nouveau.',
  })
  cleIdempotence?: string;
}

/** What an act on an object is asked with, beside its own input. */
@ArgsType()
export class ActeArgs extends CreationArgs {
  @Field(() => ID, { description: 'Identifiant du dossier.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Version lue : l’acte est refusé si le dossier a changé depuis. Absente : sans vérification.',
  })
  version?: number;
}
