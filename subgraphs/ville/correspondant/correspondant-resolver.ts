import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import { PageArgs } from '../../kit/page-args.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../signataire/signataire.js';
import {
  Correspondant,
  CorrespondantConnection,
  correspondants,
  FiltreCorrespondants,
  TriCorrespondants,
} from './correspondant.js';

@Resolver(() => Correspondant)
export class CorrespondantResolver {
  @Query(() => CorrespondantConnection, {
    nullable: true,
    description: 'L’annuaire des correspondants des signataires.',
  })
  @PorteeListe('correspondant:lecture')
  correspondants(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filtre', () => FiltreCorrespondants, {
      nullable: true,
      description: 'Restreint la liste.',
    })
    filtre?: FiltreCorrespondants,
    @Arg('tri', () => TriCorrespondants.enumeration, {
      nullable: true,
      description: 'Ordre de la liste.',
    })
    tri?: string,
  ): Connection<Correspondant> {
    return new CorrespondantConnection(rows.page(correspondants, page.request(filtre, tri)));
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Le signataire qui l’a nommé.' })
  signataire(@Root() correspondant: Correspondant): Signataire {
    return signataire(correspondant.signataireId);
  }

  @FieldResolver(() => Correspondant, { nullable: true, description: 'Son suppléant.' })
  suppleant(
    @Root() { suppleantId }: Correspondant,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Correspondant | null> | null {
    return suppleantId === null ? null : rows.load(Correspondant, suppleantId);
  }
}
