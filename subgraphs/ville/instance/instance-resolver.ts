import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import { PageArgs } from '../../kit/page-args.js';
import { Authentifie, Portee } from '../../kit/portee.js';
import { Signataire, signataire } from '../signataire/signataire.js';
import {
  FiltreInstances,
  Instance,
  InstanceConnection,
  InstanceMembre,
  instances,
  Reunion,
  TriInstances,
} from './instance.js';

@Resolver(() => Instance)
export class InstanceResolver {
  @Query(() => InstanceConnection, { nullable: true, description: 'Les instances partenariales.' })
  @Authentifie()
  instances(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filtre', () => FiltreInstances, { nullable: true, description: 'Restreint la liste.' })
    filtre?: FiltreInstances,
    @Arg('tri', () => TriInstances.enumeration, {
      nullable: true,
      description: 'Ordre de la liste.',
    })
    tri?: string,
  ): Connection<Instance> {
    return new InstanceConnection(rows.page(instances, page.request(filtre, tri)));
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
    return held.toSorted((one, other) => one.date.localeCompare(other.date));
  }
}
