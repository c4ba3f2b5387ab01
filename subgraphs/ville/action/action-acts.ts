import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByPlace } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { SaisieActionPrevention, SaisieBilanAction } from './action-inputs.js';
import { ActionPrevention } from './action-prevention.js';
import { actionWorkflow, conduite } from './action-workflow.js';
import { announcedAction } from './announced-action.js';

const ActeAction = outcomeTypeOf(ActionPrevention, 'action', 'l’action');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(actionWorkflow, act),
});

/** The acts on an action of prevention, each one arrow of `actionWorkflow`. */
@Resolver()
export class ActionActsResolver {
  @Mutation(() => ActeAction, about('annoncerActionPrevention'))
  @Portee(conduite)
  @DoneByPlace('saisie.commune')
  async annoncerActionPrevention(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieActionPrevention, { description: 'L’action.' })
    saisie: SaisieActionPrevention,
  ): Promise<object> {
    const outcome = await acts.create(actionWorkflow, request, saisie, async (context) => ({
      ...(await announcedAction(context)),
      bilanInterventions: null,
      bilanHeures: null,
      bilanPersonnes: null,
    }));
    return ActeAction.of(outcome);
  }

  @Mutation(() => ActeAction, about('commencerActionPrevention'))
  @Portee(conduite)
  async commencerActionPrevention(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeAction.of(
      await acts.perform(actionWorkflow, 'commencerActionPrevention', id, request, {}),
    );
  }

  @Mutation(() => ActeAction, about('terminerActionPrevention'))
  @Portee(conduite)
  async terminerActionPrevention(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieBilanAction, { description: 'Le bilan.' })
    saisie: SaisieBilanAction,
  ): Promise<object> {
    return ActeAction.of(
      await acts.perform(actionWorkflow, 'terminerActionPrevention', id, request, saisie, () => ({
        bilanInterventions: saisie.interventions,
        bilanHeures: saisie.heures,
        bilanPersonnes: saisie.personnes,
      })),
    );
  }

  @Mutation(() => ActeAction, about('annulerActionPrevention'))
  @Portee(conduite)
  async annulerActionPrevention(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeAction.of(
      await acts.perform(actionWorkflow, 'annulerActionPrevention', id, request, {}),
    );
  }
}
