import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { KnownByOwn } from '../../kit/partition.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { tenue } from './correspondant-workflow.js';
import { Correspondant } from './correspondant.js';
import { correspondants, FiltreCorrespondants } from './correspondants.js';
import { LivraisonAnnuaire, livraisonsOf } from './livraison-annuaire.js';

@Resolver(() => Correspondant)
export class CorrespondantResolver {
  @Query(() => correspondants.connection, {
    nullable: true,
    description: 'L’annuaire des correspondants des signataires.',
  })
  @PorteeListe('correspondant:lecture')
  correspondants(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => correspondants.args) asked: PageRequest<FiltreCorrespondants>,
  ): Connection<Correspondant> {
    return rows.list(correspondants, asked);
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

  @FieldResolver(() => [LivraisonAnnuaire], {
    nullable: true,
    description:
      'Où en est, chez chaque autre exploitant de l’annuaire, le dernier acte fait sur la ligne ; lu de qui elle est.',
  })
  @KnownByOwn()
  @Portee(tenue)
  livraisons(
    @Root() { id }: Correspondant,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<LivraisonAnnuaire[]> {
    return livraisonsOf(rows, id);
  }
}
