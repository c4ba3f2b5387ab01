import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import { PageArgs } from '../../kit/page-args.js';
import { Authentifie } from '../../kit/portee.js';
import { Residence } from '../residence/residence.js';
import { Logement } from './logement.js';
import { FiltreLogements, LogementConnection, logements, TriLogements } from './logements.js';

@Resolver(() => Logement)
export class LogementResolver {
  @Query(() => LogementConnection, { nullable: true, description: 'Les logements du parc.' })
  @Authentifie()
  logements(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filtre', () => FiltreLogements, { nullable: true, description: 'Restreint la liste.' })
    filtre?: FiltreLogements,
    @Arg('tri', () => TriLogements.enumeration, {
      nullable: true,
      description: 'Ordre de la liste.',
    })
    tri?: string,
  ): Connection<Logement> {
    return new LogementConnection(rows.page(logements, page.request(filtre, tri)));
  }

  @Query(() => Logement, { nullable: true, description: 'Un logement par son identifiant.' })
  @Authentifie()
  logement(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Logement | null> {
    return rows.load(Logement, id);
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'La résidence.' })
  residence(
    @Root() { residenceId }: Logement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Residence | null> {
    return rows.load(Residence, residenceId);
  }
}
