import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import { PosteTravailInteret } from './poste-travail.js';
import { FiltrePostesTravail, postesTravail } from './postes-travail.js';

@Resolver(() => PosteTravailInteret)
export class PosteTravailResolver {
  @Query(() => postesTravail.connection, {
    nullable: true,
    description: 'Les postes de travail d’intérêt général : ceux de l’appelant, ou de sa commune.',
  })
  @PorteeListe('poste-travail:lecture')
  postesTravail(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => postesTravail.args) asked: PageRequest<FiltrePostesTravail>,
  ): Connection<PosteTravailInteret> {
    return rows.list(postesTravail, asked);
  }

  @Query(() => PosteTravailInteret, {
    nullable: true,
    description: 'Un poste de travail d’intérêt général par son identifiant.',
  })
  @PorteeListe('poste-travail:lecture')
  posteTravail(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<PosteTravailInteret | null> {
    return rows.load(PosteTravailInteret, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui accueille.' })
  organismeAccueil(@Root() { organismeAccueilId }: PosteTravailInteret): Signataire {
    return signataire(organismeAccueilId);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune du poste.' })
  commune(@Root() { communeCode }: PosteTravailInteret): Commune {
    return Object.assign(new Commune(), { codeInsee: communeCode });
  }
}
