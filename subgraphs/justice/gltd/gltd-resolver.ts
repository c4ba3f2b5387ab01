import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import { Quartier } from '../territoire/quartier.js';
import { Gltd, GltdInvite } from './gltd.js';
import { FiltreGltds, gltds } from './gltds.js';

@Resolver(() => Gltd)
export class GltdResolver {
  @Query(() => gltds.connection, {
    nullable: true,
    description:
      'Les groupes locaux de traitement de la délinquance auxquels l’appelant est invité.',
  })
  @PorteeListe('gltd:lecture')
  gltds(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => gltds.args) asked: PageRequest<FiltreGltds>,
  ): Connection<Gltd> {
    return rows.list(gltds, asked);
  }

  @Query(() => Gltd, { nullable: true, description: 'Un groupe par son identifiant.' })
  @PorteeListe('gltd:lecture')
  gltd(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Gltd | null> {
    return rows.load(Gltd, id);
  }

  @FieldResolver(() => [Commune], { nullable: true, description: 'Les communes de son périmètre.' })
  communes(@Root() { communeCodes }: Gltd): Commune[] {
    return communeCodes.map((codeInsee) => Object.assign(new Commune(), { codeInsee }));
  }

  @FieldResolver(() => [Quartier], {
    nullable: true,
    description: 'Les quartiers auxquels il se limite.',
  })
  quartiers(@Root() { quartierCodes }: Gltd): Quartier[] {
    return quartierCodes.map((codeQpv) => Object.assign(new Quartier(), { codeQpv }));
  }

  @FieldResolver(() => [Signataire], { nullable: true, description: 'Les invités.' })
  async invites(@Root() { id }: Gltd, @Ctx() { rows }: SubgraphContext): Promise<Signataire[]> {
    const invites = await rows.loadBy(GltdInvite, 'gltdId', id);
    return invites.map(({ signataireId }) => signataire(signataireId));
  }
}
