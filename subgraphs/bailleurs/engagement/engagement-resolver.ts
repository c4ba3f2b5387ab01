import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import {
  EngagementReponse,
  engagementsReponse,
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
}
