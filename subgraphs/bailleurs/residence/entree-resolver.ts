import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Entree, NiveauVigilance } from './entree.js';
import { entrees, FiltreEntrees } from './entrees.js';
import { Residence } from './residence.js';

@Resolver(() => Entree)
export class EntreeResolver {
  @Query(() => entrees.connection, {
    nullable: true,
    description: 'Les entrées (halls) et leur vigilance.',
  })
  @PorteeListe('entree:vigilance')
  entrees(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => entrees.args) asked: PageRequest<FiltreEntrees>,
  ): Connection<Entree> {
    return rows.list(entrees, asked);
  }

  @Query(() => Entree, { nullable: true, description: 'Une entrée par son identifiant.' })
  @PorteeListe('entree:vigilance')
  entree(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Entree | null> {
    return rows.load(Entree, id);
  }

  @FieldResolver(() => NiveauVigilance, { description: 'Niveau de vigilance.' })
  niveauVigilance(@Root() { statut }: Entree): NiveauVigilance {
    return statut;
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence.' })
  residence(
    @Root() { residenceId }: Entree,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence | null> {
    return rows.load(Residence, residenceId);
  }
}
