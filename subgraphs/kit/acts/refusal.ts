import { Directive, Field, ObjectType } from 'type-graphql';
import { actNotFound } from '../../../schema/contract/act-not-found.js';
import { Authentifie } from '../portee.js';

/** Why an act was not done, as data for the person who asked for it; nothing has been changed. */
@ObjectType({
  description: 'Pourquoi un acte n’a pas été fait. Rien n’a changé.',
})
@Directive('@shareable')
@Authentifie()
export class ErreurActe {
  @Field(() => String, {
    description:
      'Code stable : INTROUVABLE, ETAPE_INCOMPATIBLE, VERSION_PERIMEE, CLE_REUTILISEE, ou la condition de l’acte qui manque.',
  })
  code!: string;

  @Field(() => String, { description: 'Ce qui manque et ce qu’il faut faire.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'Le champ saisi en cause.' })
  champ!: string | null;
}

/** What ends an act without effect. Thrown inside its database transaction, which it undoes. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: string,
    /** French. */
    message: string,
    readonly champ: string | null = null,
  ) {
    super(message);
  }

  toErreur(): ErreurActe {
    return Object.assign(new ErreurActe(), {
      code: this.code,
      message: this.message,
      champ: this.champ,
    });
  }
}

export function notFound(): Refused {
  return new Refused(actNotFound.code, actNotFound.message, actNotFound.champ);
}

/** An act, or a part of it, is decided by values that its caller may not read. */
export function readingNeeded(champ: string | null = null): Refused {
  return new Refused(
    'LECTURE_NECESSAIRE',
    'Cet acte se décide sur des données que vous ne lisez pas : déclarez la finalité qui les ouvre, ou demandez à qui les lit de le faire.',
    champ,
  );
}

/** A condition that does not hold, as its refusal. */
export function refusedBy(guard: {
  readonly code: string;
  readonly message: string;
  readonly champ?: string;
}): Refused {
  return new Refused(guard.code, guard.message, guard.champ ?? null);
}
