import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Communication } from './communication.js';
import { communications, FiltreCommunications } from './communications.js';

@Resolver(() => Communication)
export class CommunicationResolver {
  @Query(() => communications.connection, {
    nullable: true,
    description: 'Les communications du procureur que l’appelant a reçues, ou envoyées.',
  })
  @PorteeListe('communication:lecture')
  communications(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => communications.args) asked: PageRequest<FiltreCommunications>,
  ): Connection<Communication> {
    return rows.list(communications, asked);
  }

  @Query(() => Communication, {
    nullable: true,
    description: 'Une communication par son identifiant.',
  })
  @PorteeListe('communication:lecture')
  communication(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Communication | null> {
    return rows.load(Communication, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'À qui elle est faite.' })
  destinataire(@Root() { destinataireId }: Communication): Signataire {
    return signataire(destinataireId);
  }
}
