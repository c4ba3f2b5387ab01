import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import {
  AgregatIncidents,
  agregatsIncidents,
  FiltreAgregatsIncidents,
} from './agregat-incidents.js';

@Resolver(() => AgregatIncidents)
export class AgregatIncidentsResolver {
  @Query(() => agregatsIncidents.connection, {
    nullable: true,
    description: 'Les incidents de plus de trois ans, dont il ne reste que le nombre.',
  })
  @PorteeListe('incident:agregat')
  agregatsIncidents(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => agregatsIncidents.args) asked: PageRequest<FiltreAgregatsIncidents>,
  ): Connection<AgregatIncidents> {
    return rows.list(agregatsIncidents, asked);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le bailleur.' })
  bailleur(@Root() { bailleurId }: AgregatIncidents): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: AgregatIncidents,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }
}
