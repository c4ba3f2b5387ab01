import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { endMandates } from '../mandat/end-mandates.js';
import { foundedInstance } from './founded-instance.js';
import {
  SaisieAnnulationReunion,
  SaisieDecisionInstance,
  SaisieDemandeReunion,
  SaisieInstance,
  SaisieMembreInstance,
  SaisieNouveauMembre,
  SaisieReunion,
} from './instance-inputs.js';
import { DecisionInstance, DemandeReunion } from './instance-work.js';
import { conduite, demande, depart, instanceWorkflow, miseEnPlace } from './instance-workflow.js';
import { Instance, InstanceMembre, Reunion } from './instance.js';

const ActeInstance = outcomeTypeOf(Instance, 'instance', 'l’instance');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(instanceWorkflow, act),
});

/** The acts on an instance, each one arrow of `instanceWorkflow`. */
@Resolver()
export class InstanceActsResolver {
  @Mutation(() => ActeInstance, about('mettreEnPlaceInstance'))
  @Portee(miseEnPlace)
  @DoneByOwn()
  async mettreEnPlaceInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieInstance, { description: 'L’instance.' }) saisie: SaisieInstance,
  ): Promise<object> {
    const outcome = await acts.create(
      instanceWorkflow,
      request,
      saisie,
      foundedInstance,
      async ({ id, presidenceId }, { manager }) => {
        await manager.insert(InstanceMembre, { instanceId: id, signataireId: presidenceId });
      },
    );
    return ActeInstance.of(outcome);
  }

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
      (_row, context) => convoke(context, id),
    );
    return ActeInstance.of(outcome);
  }

  @Mutation(() => ActeInstance, about('annulerReunionInstance'))
  @Portee(conduite)
  async annulerReunionInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieAnnulationReunion, { description: 'La réunion, et pourquoi.' })
    saisie: SaisieAnnulationReunion,
  ): Promise<object> {
    const act = 'annulerReunionInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      (_row, context) => cancel(context),
    );
    return ActeInstance.of(outcome);
  }

  @Mutation(() => ActeInstance, about('demanderReunionInstance'))
  @Portee(demande)
  async demanderReunionInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieDemandeReunion, { description: 'La réunion demandée.' })
    saisie: SaisieDemandeReunion,
  ): Promise<object> {
    const act = 'demanderReunionInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager, appelant, now }) => {
        await manager.insert(DemandeReunion, {
          id: randomUUID(),
          instanceId: id,
          demandeurId: appelant.signataire ?? '',
          theme: saisie.theme,
          date: civilDay(now),
          reunionId: null,
        });
        return {};
      },
    );
    return ActeInstance.of(outcome);
  }

  @Mutation(() => ActeInstance, about('consignerDecisionInstance'))
  @Portee(conduite)
  async consignerDecisionInstance(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieDecisionInstance, { description: 'La décision.' })
    saisie: SaisieDecisionInstance,
  ): Promise<object> {
    const act = 'consignerDecisionInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager, now }) => {
        const { reunion, nature, pilote, echeance = null } = saisie;
        const found = await manager.findOneBy(Reunion, { id: reunion });
        await manager.insert(DecisionInstance, {
          id: randomUUID(),
          instanceId: id,
          reunionId: reunion,
          date: found?.date ?? civilDay(now),
          nature,
          piloteId: pilote,
          echeance,
        });
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
    @Arg('saisie', () => SaisieNouveauMembre, { description: 'Le membre.' })
    saisie: SaisieNouveauMembre,
  ): Promise<object> {
    const act = 'ajouterMembreInstance';
    const outcome = await acts.perform(
      instanceWorkflow,
      act,
      id,
      request,
      saisie,
      async (_row, { manager, input: { signataire, qualite } }) => {
        await manager.insert(InstanceMembre, {
          instanceId: id,
          signataireId: signataire,
          qualite: qualite ?? 'MEMBRE',
        });
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

/** A meeting that somebody asked for has the theme that he named. */
async function convoke(
  { manager, input }: ActContext<SaisieReunion>,
  instanceId: string,
): Promise<object> {
  const { date, objet, demande: asked = null } = input;
  const demand = asked === null ? null : await manager.findOneBy(DemandeReunion, { id: asked });
  const reunion = { id: randomUUID(), instanceId, date, objet, theme: demand?.theme ?? null };
  await manager.insert(Reunion, reunion);
  if (demand) await manager.update(DemandeReunion, { id: demand.id }, { reunionId: reunion.id });
  return {};
}

/** Kept, and counted no more; what asked for it waits for another. */
async function cancel({
  manager,
  input: { reunion: id, motif },
}: ActContext<SaisieAnnulationReunion>): Promise<object> {
  await manager.update(Reunion, { id }, { statut: 'ANNULEE', motifAnnulation: motif });
  await manager.update(DemandeReunion, { reunionId: id }, { reunionId: null });
  return {};
}

async function leave(
  context: ActContext<unknown>,
  instanceId: string,
  signataireId: string,
): Promise<object> {
  await context.manager.delete(InstanceMembre, { instanceId, signataireId });
  const { manager, appelant, now } = context;
  await endMandates(manager, { instanceId, signataireId }, appelant.signataire, now);
  return {};
}
