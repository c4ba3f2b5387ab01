import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../kit/context.js';
import { PorteeListe } from '../../kit/portee.js';
import { Livraison, livraisonOf } from '../livraison/livraison.js';
import { AvisRappelOrdre } from './avis-rappel-ordre.js';
import { RappelOrdre } from './rappel-ordre.js';

@Resolver(() => RappelOrdre)
export class RappelOrdreAvisResolver {
  @FieldResolver(() => [AvisRappelOrdre], {
    nullable: true,
    description: 'Les avis inscrits au registre du parquet.',
  })
  @PorteeListe('justice:avis-rappel')
  avis(@Root() { id }: RappelOrdre, @Ctx() { rows }: SubgraphContext): Promise<AvisRappelOrdre[]> {
    return rows.loadBy(AvisRappelOrdre, 'rappelOrdreId', id);
  }
}

@Resolver(() => AvisRappelOrdre)
export class AvisRappelResolver {
  @FieldResolver(() => RappelOrdre, { nullable: true, description: 'Le dossier du maire.' })
  rappelOrdre(@Root() { rappelOrdreId }: AvisRappelOrdre): RappelOrdre {
    return Object.assign(new RappelOrdre(), { id: rappelOrdreId });
  }

  @FieldResolver(() => Livraison, {
    nullable: true,
    description: 'Où en est ce que l’avis change au dossier du maire ; vide pour un avis d’avant.',
  })
  livraison(
    @Root() { id }: AvisRappelOrdre,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Livraison | null> {
    return livraisonOf(rows, id);
  }
}
