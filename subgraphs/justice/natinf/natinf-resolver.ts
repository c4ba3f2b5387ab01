import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie } from '../../kit/portee.js';
import {
  InfractionNatinf,
  infractionsNatinf,
  type FiltreInfractionsNatinf,
} from './infraction-natinf.js';

@Resolver(() => InfractionNatinf)
export class NatinfResolver {
  @Query(() => infractionsNatinf.connection, {
    nullable: true,
    description: 'La nomenclature officielle des infractions en vigueur.',
  })
  @Authentifie()
  infractionsNatinf(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => infractionsNatinf.args) asked: PageRequest<FiltreInfractionsNatinf>,
  ): Connection<InfractionNatinf> {
    return rows.list(infractionsNatinf, asked);
  }
}
