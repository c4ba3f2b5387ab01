import { Field, ObjectType, type ClassType } from 'type-graphql';
import type { EntityClass } from '../entity.js';
import { Authentifie } from '../portee.js';
import type { ActOutcome } from './acts.js';
import { ErreurActe } from './refusal.js';

/** An act's answer as the published schema has it, made from its outcome. */
export type OutcomeType<Row extends object> = ClassType & {
  of(outcome: ActOutcome<Row>): object;
};

/** `{ signalement, erreurs }`: the answer of every act on one kind of object. */
export function outcomeTypeOf<Row extends object>(
  entity: EntityClass<Row>,
  field: string,
  label: string,
): OutcomeType<Row> {
  @ObjectType(`Acte${entity.name}`, {
    description: `Ce qu’un acte a fait : ${label}, ou pourquoi rien n’a été fait.`,
  })
  @Authentifie()
  class Outcome {
    readonly #row: Row | null;

    private constructor(row: Row | null, erreurs: readonly ErreurActe[]) {
      this.#row = row;
      this.erreurs = erreurs;
    }

    static of({ row, erreurs }: ActOutcome<Row>): Outcome {
      return new Outcome(row, erreurs);
    }

    @Field(() => entity, { name: field, nullable: true, description: `Après l’acte : ${label}.` })
    object(): Row | null {
      return this.#row;
    }

    @Field(() => [ErreurActe], {
      description: 'Pourquoi rien n’a été fait ; vide si l’acte est fait.',
    })
    readonly erreurs: readonly ErreurActe[];
  }
  return Outcome as unknown as OutcomeType<Row>;
}
