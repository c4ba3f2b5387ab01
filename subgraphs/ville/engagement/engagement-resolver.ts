import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import {
  Engagement,
  engagementCount,
  engagements,
  EtatEngagement,
  FiltreEngagements,
} from './engagement.js';

@Resolver(() => Engagement)
export class EngagementResolver {
  @Query(() => engagements.connection, {
    nullable: true,
    description: 'Les engagements que l’appelant peut lire, et leur état.',
  })
  @PorteeListe('engagement:lecture')
  engagements(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => engagements.args) asked: PageRequest<FiltreEngagements>,
  ): Connection<Engagement> {
    return rows.list(engagements, asked);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui s’est engagé.' })
  signataire(@Root() { signataireId }: Engagement): Signataire {
    return signataire(signataireId);
  }

  @FieldResolver(() => Int, {
    description: 'Correspondants en cours de mandat, ou réunions des douze derniers mois.',
  })
  async nombre(@Root() engagement: Engagement, @Ctx() { rows }: SubgraphContext): Promise<number> {
    return (await rows.count(engagementCount, engagement)).number;
  }

  @FieldResolver(() => EtatEngagement, { description: 'État, calculé.' })
  async etat(
    @Root() engagement: Engagement,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<EtatEngagement> {
    const { number } = await rows.count(engagementCount, engagement);
    return number > 0 ? EtatEngagement.TENU : EtatEngagement.NON_TENU;
  }
}
