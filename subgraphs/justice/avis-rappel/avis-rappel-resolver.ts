import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../kit/context.js';
import { PorteeListe } from '../../kit/portee.js';
import { AvisRappelOrdre } from './avis-rappel-ordre.js';
import { RappelOrdre } from './rappel-ordre.js';

@Resolver(() => RappelOrdre)
export class RappelOrdreAvisResolver {
  @FieldResolver(() => [AvisRappelOrdre], {
    nullable: true,
    description:
      'Les avis inscrits au registre du parquet. L’avis rendu par un acte se lit dans l’historique du rappel à l’ordre.',
  })
  @PorteeListe('justice:avis-rappel')
  avis(@Root() { id }: RappelOrdre, @Ctx() { rows }: SubgraphContext): Promise<AvisRappelOrdre[]> {
    return rows.loadBy(AvisRappelOrdre, 'rappelOrdreId', id);
  }
}
