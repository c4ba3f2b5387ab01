import {
  ActeArgs,
  describeTransition,
  outcomeTypeOf,
  Portee,
  PorteeListe,
  workflow,
} from '@passerelle/subgraph-kit';
import type { Connection, PageRequest, SubgraphContext } from '@passerelle/subgraph-kit';
import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import { Intervention, interventions, type FiltreInterventions } from './intervention.js';

export const interventionWorkflow = workflow({
  id: 'M1',
  title: 'Intervention de médiation',
  entity: Intervention,
  states: { OUVERTE: 'Ouverte', CLOSE: 'Close' },
  creation: {
    act: 'ouvrirIntervention',
    to: 'OUVERTE',
    scope: 'mediation:conduite',
    actor: 'médiateur',
    ground: 'convention-mediation',
    summary: 'Ouvre une intervention.',
  },
  transitions: {
    cloreIntervention: {
      from: ['OUVERTE'],
      to: 'CLOSE',
      scope: 'mediation:conduite',
      actor: 'médiateur',
      ground: 'convention-mediation',
      summary: 'Clôt l’intervention avec son récit.',
      irrevocable: true,
    },
  },
});

@InputType('SaisieCloture', { description: 'Comment l’intervention s’est terminée.' })
class SaisieCloture {
  @Field(() => String, { description: 'Récit, sans le nom de personne.' })
  recit!: string;
}

const ActeIntervention = outcomeTypeOf(Intervention, 'intervention', 'l’intervention');

@Resolver(() => Intervention)
export class InterventionResolver {
  @Query(() => interventions.connection, {
    nullable: true,
    description: 'Les interventions que l’appelant peut lire.',
  })
  @PorteeListe('mediation:lecture')
  interventions(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => interventions.args) asked: PageRequest<FiltreInterventions>,
  ): Connection<Intervention> {
    return rows.list(interventions, asked);
  }

  @Query(() => Intervention, { nullable: true, description: 'Une intervention.' })
  @PorteeListe('mediation:lecture')
  intervention(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<Intervention | null> {
    return rows.load(Intervention, id);
  }

  @Mutation(() => ActeIntervention, {
    nullable: true,
    description: describeTransition(interventionWorkflow, 'cloreIntervention'),
  })
  @Portee('mediation:conduite')
  async cloreIntervention(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieCloture, { description: 'La clôture.' }) saisie: SaisieCloture,
  ): Promise<object> {
    return ActeIntervention.of(
      await acts.perform(interventionWorkflow, 'cloreIntervention', id, request, saisie, () => ({
        recit: saisie.recit,
      })),
    );
  }
}
