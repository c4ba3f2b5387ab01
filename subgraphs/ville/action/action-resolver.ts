import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { Signataire, signataire } from '../../kit/signataire.js';
import { Commune } from '../territoire/commune.js';
import { Residence } from '../territoire/residence.js';
import { ActionPrevention, BilanAction } from './action-prevention.js';
import { actions, FiltreActionsPrevention } from './actions.js';

/** Counts of persons under this are not told. */
const smallestTold = 5;

@Resolver(() => ActionPrevention)
export class ActionResolver {
  @Query(() => actions.connection, {
    nullable: true,
    description: 'Les actions de prévention de tous les signataires.',
  })
  @PorteeListe('action-prevention:lecture')
  actionsPrevention(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => actions.args) asked: PageRequest<FiltreActionsPrevention>,
  ): Connection<ActionPrevention> {
    return rows.list(actions, asked);
  }

  @Query(() => ActionPrevention, {
    nullable: true,
    description: 'Une action de prévention par son identifiant.',
  })
  @PorteeListe('action-prevention:lecture')
  actionPrevention(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<ActionPrevention | null> {
    return rows.load(ActionPrevention, id);
  }

  @FieldResolver(() => Signataire, { nullable: true, description: 'Qui la porte.' })
  porteur(@Root() { porteurId }: ActionPrevention): Signataire {
    return signataire(porteurId);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune.' })
  commune(
    @Root() { communeCode }: ActionPrevention,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => [Residence], {
    nullable: true,
    description: 'Les résidences où elle a lieu.',
  })
  residences(@Root() { residenceIds }: ActionPrevention): Residence[] {
    return residenceIds.map((id) => Object.assign(new Residence(), { id }));
  }

  @FieldResolver(() => BilanAction, {
    nullable: true,
    description: 'Le bilan chiffré, une fois l’action terminée.',
  })
  bilanChiffre(@Root() action: ActionPrevention): BilanAction | null {
    const { bilanInterventions, bilanHeures, bilanPersonnes } = action;
    if (bilanInterventions === null) return null;
    const personnes = bilanPersonnes ?? 0;
    return Object.assign(new BilanAction(), {
      interventions: bilanInterventions,
      heures: bilanHeures ?? 0,
      personnes: personnes < smallestTold ? null : personnes,
    });
  }
}
