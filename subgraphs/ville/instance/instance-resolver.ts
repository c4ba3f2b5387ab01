import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Instance, InstanceMembre, Reunion } from './instance.js';
import { FiltreInstances, instances } from './instances.js';

@Resolver(() => Instance)
export class InstanceResolver {
  @Query(() => instances.connection, {
    nullable: true,
    description: 'Les instances partenariales.',
  })
  @Authentifie()
  instances(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => instances.args) asked: PageRequest<FiltreInstances>,
  ): Connection<Instance> {
    return rows.list(instances, asked);
  }

  @Query(() => Instance, { nullable: true, description: 'Une instance par son identifiant.' })
  @Authentifie()
  instance(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Instance | null> {
    return rows.load(Instance, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le signataire qui préside.' })
  @Portee('instance:reunions')
  presidence(@Root() { presidenceId }: Instance): Signataire {
    return signataire(presidenceId);
  }

  @FieldResolver(() => [Signataire], { nullable: true, description: 'Les organisations membres.' })
  @Portee('instance:reunions')
  async membres(@Root() { id }: Instance, @Ctx() { rows }: SubgraphContext): Promise<Signataire[]> {
    const members = await rows.loadBy(InstanceMembre, 'instanceId', id);
    return members.map(({ signataireId }) => signataire(signataireId));
  }

  @FieldResolver(() => [Reunion], {
    nullable: true,
    description: 'Les réunions tenues ou prévues.',
  })
  @Portee('instance:reunions')
  async reunions(@Root() { id }: Instance, @Ctx() { rows }: SubgraphContext): Promise<Reunion[]> {
    const held = await rows.loadBy(Reunion, 'instanceId', id);
    return held.toSorted((left, right) => left.date.localeCompare(right.date));
  }
}
