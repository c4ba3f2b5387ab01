import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { Portee, PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import {
  answersOwed,
  EngagementReponse,
  engagementsReponse,
  EtatEngagementReponse,
  FiltreEngagementsReponse,
} from './engagement-reponse.js';

@Resolver(() => EngagementReponse)
export class EngagementReponseResolver {
  @Query(() => engagementsReponse.connection, {
    nullable: true,
    description: 'Les engagements de réponse que l’appelant peut lire, et leur état.',
  })
  @PorteeListe('engagement-reponse:lecture')
  engagementsReponse(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => engagementsReponse.args) asked: PageRequest<FiltreEngagementsReponse>,
  ): Connection<EngagementReponse> {
    return rows.list(engagementsReponse, asked);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui s’est engagé.' })
  signataire(@Root() { signataireId }: EngagementReponse): Signataire {
    return signataire(signataireId);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Envers qui.' })
  bailleur(@Root() { bailleurId }: EngagementReponse): Signataire {
    return signataire(bailleurId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Réponses dues : données, ou dont le délai est passé.',
  })
  @Portee('engagement-reponse:effectifs')
  async dues(
    @Root() engagement: EngagementReponse,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<number> {
    return (await rows.count(answersOwed, engagement)).due;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Réponses données dans le délai.' })
  @Portee('engagement-reponse:effectifs')
  async donneesATemps(
    @Root() engagement: EngagementReponse,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<number> {
    return (await rows.count(answersOwed, engagement)).kept;
  }

  @FieldResolver(() => EtatEngagementReponse, { description: 'État, calculé.' })
  async etat(
    @Root() engagement: EngagementReponse,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<EtatEngagementReponse> {
    const { due, kept } = await rows.count(answersOwed, engagement);
    if (due === 0) return EtatEngagementReponse.SANS_OBJET;
    return kept === due ? EtatEngagementReponse.TENU : EtatEngagementReponse.NON_TENU;
  }
}
