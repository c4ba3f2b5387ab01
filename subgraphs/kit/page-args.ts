import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { defaultPageSize, maxPageSize, type PageRequest } from './page.js';
import { DateCivile } from './scalars.js';

/** `first` and `after` of every connection: `@Args(() => PageArgs) page: PageArgs`. */
@ArgsType()
export class PageArgs {
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

  /** With the list's own filter and order, as `rows.page` takes it. */
  request<F extends object>(filtre?: F, tri?: string): PageRequest<F> {
    return { first: this.first, after: this.after, filtre, tri };
  }
}

@InputType('PeriodeFiltre', { description: 'Une période, bornes comprises.' })
export class PeriodeFiltre {
  @Field(() => DateCivile, { nullable: true, description: 'Premier jour ; absent : sans début.' })
  debut?: string;

  @Field(() => DateCivile, { nullable: true, description: 'Dernier jour ; absent : sans fin.' })
  fin?: string;
}
