import { ArgsType, Field, Int } from 'type-graphql';
import type { EntityClass } from './entity.js';
import { defaultPageSize, maxPageSize, type PageRequest } from './page.js';

@ArgsType()
class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `Nombre d’éléments voulus, de 1 à ${maxPageSize} (${defaultPageSize} sans précision).`,
  })
  first?: number;

  @Field(() => String, {
    nullable: true,
    description: 'Curseur après lequel la page commence, reçu de la même liste et du même tri.',
  })
  after?: string;
}

/** The arguments of a list: page, filter (where it has one) and order. */
export function listArgs<F extends object>(
  filtre: EntityClass<F> | null,
  orders: Readonly<Record<string, string>>,
): new () => PageRequest<F> {
  @ArgsType()
  class ListArgs extends PageArgs {
    filtre?: F;

    tri?: string;
  }
  const field = (name: keyof ListArgs, type: object, description: string): void => {
    Field(() => type, { nullable: true, description })(ListArgs.prototype, name);
  };
  if (filtre) field('filtre', filtre, 'Restreint la liste.');
  field('tri', orders, 'Ordre de la liste.');
  return ListArgs;
}
