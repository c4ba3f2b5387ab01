import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dueDayOf } from '../../kit/acts/awaited.js';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Residence } from '../residence/residence.js';
import { InjonctionPrefectorale } from './injonction-prefectorale.js';
import { injonctionWorkflow } from './injonction-workflow.js';
import { FiltreInjonctions, injonctions } from './injonctions.js';

@Resolver(() => InjonctionPrefectorale)
export class InjonctionResolver {
  @Query(() => injonctions.connection, {
    nullable: true,
    description: 'Les injonctions du préfet que l’appelant peut lire.',
  })
  @PorteeListe('injonction:lecture')
  injonctions(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => injonctions.args) asked: PageRequest<FiltreInjonctions>,
  ): Connection<InjonctionPrefectorale> {
    return rows.list(injonctions, asked);
  }

  @Query(() => InjonctionPrefectorale, {
    nullable: true,
    description: 'Une injonction du préfet par son identifiant.',
  })
  @PorteeListe('injonction:lecture')
  injonction(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<InjonctionPrefectorale | null> {
    return rows.load(InjonctionPrefectorale, id);
  }

  @FieldResolver(() => Signataire, {
    nullable: true,
    description: 'Le bailleur à qui il est enjoint.',
  })
  bailleur(@Root() { bailleurId }: InjonctionPrefectorale): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence.' })
  residence(
    @Root() { residenceId }: InjonctionPrefectorale,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence | null> {
    return rows.load(Residence, residenceId);
  }

  @FieldResolver(() => DateCivile, {
    nullable: true,
    description: 'Jour avant lequel un acte est dû, à cette étape.',
  })
  echeance(@Root() injonction: InjonctionPrefectorale): string | null {
    return dueDayOf(injonctionWorkflow, injonction);
  }
}
