import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import { alternatives, FiltreAlternatives } from './alternatives.js';
import { PropositionAlternative } from './proposition-alternative.js';

@Resolver(() => PropositionAlternative)
export class AlternativeResolver {
  @Query(() => alternatives.connection, {
    nullable: true,
    description: 'Les propositions de mesures alternatives que l’appelant peut lire.',
  })
  @PorteeListe('alternative:lecture')
  propositionsAlternatives(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => alternatives.args) asked: PageRequest<FiltreAlternatives>,
  ): Connection<PropositionAlternative> {
    return rows.list(alternatives, asked);
  }

  @Query(() => PropositionAlternative, {
    nullable: true,
    description: 'Une proposition de mesure alternative par son identifiant.',
  })
  @PorteeListe('alternative:lecture')
  propositionAlternative(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<PropositionAlternative | null> {
    return rows.load(PropositionAlternative, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune des faits.' })
  commune(
    @Root() { communeCode }: PropositionAlternative,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => Signataire, {
    nullable: true,
    description: 'Le bailleur auquel les faits ont nui ; vide : un autre.',
  })
  bailleur(@Root() { bailleurId }: PropositionAlternative): Signataire | null {
    return bailleurId === null ? null : signataire(bailleurId);
  }
}
