import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Authentifie } from '../../kit/portee.js';
import { Residence } from '../residence/residence.js';
import { Logement } from './logement.js';
import { FiltreLogements, logements } from './logements.js';

@Resolver(() => Logement)
export class LogementResolver {
  @Query(() => logements.connection, { nullable: true, description: 'Les logements du parc.' })
  @Authentifie()
  logements(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => logements.args) asked: PageRequest<FiltreLogements>,
  ): Connection<Logement> {
    return rows.list(logements, asked);
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
