import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie } from '../../kit/portee.js';
import { Commune } from '../territoire/commune.js';
import {
  IndicateurDelinquance,
  indicateursDelinquance,
  type FiltreIndicateursDelinquance,
} from './indicateur-delinquance.js';

@Resolver(() => IndicateurDelinquance)
export class IndicateurResolver {
  @Query(() => indicateursDelinquance.connection, {
    nullable: true,
    description: 'La délinquance enregistrée par commune, année et indicateur (SSMSI).',
  })
  @Authentifie()
  indicateursDelinquance(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => indicateursDelinquance.args) asked: PageRequest<FiltreIndicateursDelinquance>,
  ): Connection<IndicateurDelinquance> {
    return rows.list(indicateursDelinquance, asked);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: IndicateurDelinquance,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }
}
