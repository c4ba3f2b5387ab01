import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import {
  FiltreStatistiquesSuites,
  StatistiqueSuites,
  statistiquesSuites,
} from './statistique-suites.js';

@Resolver(() => StatistiqueSuites)
export class StatistiqueSuitesResolver {
  @Query(() => statistiquesSuites.connection, {
    nullable: true,
    description: 'Statistiques des suites pénales, sans les petits effectifs.',
  })
  @PorteeListe('justice:statistiques')
  statistiquesSuites(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => statistiquesSuites.args) asked: PageRequest<FiltreStatistiquesSuites>,
  ): Connection<StatistiqueSuites> {
    return rows.list(statistiquesSuites, asked);
  }
}
