import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import { PageArgs } from '../../kit/page-args.js';
import { PorteeListe } from '../../kit/portee.js';
import {
  FiltreStatistiquesSuites,
  StatistiqueSuites,
  StatistiqueSuitesConnection,
  statistiquesSuites,
  TriStatistiquesSuites,
} from './statistique-suites.js';

@Resolver(() => StatistiqueSuites)
export class StatistiqueSuitesResolver {
  @Query(() => StatistiqueSuitesConnection, {
    nullable: true,
    description: 'Statistiques des suites pénales, sans les petits effectifs.',
  })
  @PorteeListe('justice:statistiques')
  statistiquesSuites(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filtre', () => FiltreStatistiquesSuites, {
      nullable: true,
      description: 'Restreint la liste.',
    })
    filtre?: FiltreStatistiquesSuites,
    @Arg('tri', () => TriStatistiquesSuites.enumeration, {
      nullable: true,
      description: 'Ordre de la liste.',
    })
    tri?: string,
  ): Connection<StatistiqueSuites> {
    return new StatistiqueSuitesConnection(
      rows.page(statistiquesSuites, page.request(filtre, tri)),
    );
  }
}
