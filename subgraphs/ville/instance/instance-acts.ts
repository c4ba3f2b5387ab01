import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { Portee } from '../../kit/portee.js';
import { endMandates } from '../mandat/end-mandates.js';
import { SaisieMembreInstance, SaisieReunion } from './instance-inputs.js';
import { conduite, depart, instanceWorkflow } from './instance-workflow.js';
import { Instance, InstanceMembre, Reunion } from './instance.js';

const ActeInstance = outcomeTypeOf(Instance, 'instance', 'l’instance');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(instanceWorkflow, act),
});

/** The acts on an instance, each one arrow of `instanceWorkflow`. */
@Resolver()
export class InstanceActsResolver {
  @Mutation(() => ActeInstance, about('convoquerReunionInstance'))
  @Portee(conduite)
  async convoquerReunionInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieReunion, { description: 'La réunion.' }) saisie: SaisieReunion,
  ): Promise<object> {
    const act = 'convoquerReunionInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager, input: { date, objet } }) => {
        await manager.insert(Reunion, { id: randomUUID(), instanceId: id, date, objet });
        return {};
      },
    );
    return ActeInstance.of(outcome);
  }

  @Mutation(() => ActeInstance, about('ajouterMembreInstance'))
  @Portee(conduite)
  async ajouterMembreInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieMembreInstance, { description: 'Le membre.' })
    saisie: SaisieMembreInstance,
  ): Promise<object> {
    const act = 'ajouterMembreInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager, input: { signataire } }) => {
        await manager.insert(InstanceMembre, { instanceId: id, signataireId: signataire });
        return {};
      },
    );
    return ActeInstance.of(outcome);
  }

  @Mutation(() => ActeInstance, about('retirerMembreInstance'))
  @Portee(conduite)
  async retirerMembreInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieMembreInstance, { description: 'Le membre.' })
    saisie: SaisieMembreInstance,
  ): Promise<object> {
    const act = 'retirerMembreInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      (_row, context) => leave(context, id, saisie.signataire),
    );
    return ActeInstance.of(outcome);
  }

  @Mutation(() => ActeInstance, about('quitterInstance'))
  @Portee(depart)
  async quitterInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'quitterInstance';
    const outcome = await acts.perform(instanceWorkflow, act, id, request, {}, (_row, context) =>
      leave(context, id, context.appelant.signataire ?? ''),
    );
    return ActeInstance.of(outcome);
  }
}

async function leave(
  context: ActContext<unknown>,
  instanceId: string,
  signataireId: string,
): Promise<object> {
  await context.manager.delete(InstanceMembre, { instanceId, signataireId });
  await endMandates(context, instanceId, signataireId);
  return {};
}
