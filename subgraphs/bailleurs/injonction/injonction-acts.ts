import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { aMonthAfter, civilDay, daysAfter } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByHolder } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { Residence } from '../residence/residence.js';
import { SaisieInjonction, SaisieRefusInjonction, SaisieSaisine } from './injonction-inputs.js';
import { InjonctionPrefectorale } from './injonction-prefectorale.js';
import { injonctionWorkflow, prononce, reponse } from './injonction-workflow.js';

const ActeInjonction = outcomeTypeOf(InjonctionPrefectorale, 'injonction', 'l’injonction');
const daysToAnswer = 15;

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(injonctionWorkflow, act),
});

/** The acts of W8, each one arrow of `injonctionWorkflow`. */
@Resolver()
export class InjonctionActsResolver {
  @Mutation(() => ActeInjonction, about('enjoindreBailleur'))
  @DoneByHolder('saisie.residence', 'Residence')
  @Portee(prononce)
  async enjoindreBailleur(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieInjonction, { description: 'L’injonction.' })
    saisie: SaisieInjonction,
  ): Promise<object> {
    const outcome = await acts.create(
      injonctionWorkflow,
      request,
      saisie,
      async ({ manager, now }) => {
        // Every signatory reads which landlord's a résidence is.
        const residence = await manager.findOneBy(Residence, { id: saisie.residence });
        if (!residence) {
          throw new Refused(
            'RESIDENCE_INTROUVABLE',
            'Aucune résidence de cet identifiant : vérifiez-le.',
            'residence',
          );
        }
        const today = civilDay(now);
        return {
          bailleurId: residence.bailleurId,
          residenceId: residence.id,
          reference: saisie.reference,
          dateInjonction: today,
          dateLimite: daysAfter(today, daysToAnswer),
          reponse: null,
          dateReponse: null,
          motifRefus: null,
          dateSaisine: null,
        };
      },
    );
    return ActeInjonction.of(outcome);
  }

  @Mutation(() => ActeInjonction, about('repondreInjonction'))
  @Portee(reponse)
  async repondreInjonction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'repondreInjonction';
    return ActeInjonction.of(
      await acts.perform(injonctionWorkflow, act, id, request, {}, (_row, { now }) => ({
        reponse: 'SAISIT' as const,
        dateReponse: civilDay(now),
        dateLimite: aMonthAfter(civilDay(now)),
      })),
    );
  }

  @Mutation(() => ActeInjonction, about('refuserInjonction'))
  @Portee(reponse)
  async refuserInjonction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieRefusInjonction, { description: 'Le motif.' })
    saisie: SaisieRefusInjonction,
  ): Promise<object> {
    const act = 'refuserInjonction';
    return ActeInjonction.of(
      await acts.perform(injonctionWorkflow, act, id, request, saisie, (_row, { now }) => ({
        reponse: 'REFUSE' as const,
        dateReponse: civilDay(now),
        motifRefus: saisie.motif,
        dateLimite: null,
      })),
    );
  }

  @Mutation(() => ActeInjonction, about('constaterCarenceInjonction'))
  @Portee(prononce)
  async constaterCarenceInjonction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'constaterCarenceInjonction';
    return ActeInjonction.of(await acts.perform(injonctionWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeInjonction, about('saisirJugeInjonction'))
  @Portee(reponse)
  async saisirJugeInjonction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSaisine, { description: 'La saisine.' }) saisie: SaisieSaisine,
  ): Promise<object> {
    const act = 'saisirJugeInjonction';
    return ActeInjonction.of(
      await acts.perform(injonctionWorkflow, act, id, request, saisie, () => seised(saisie)),
    );
  }

  @Mutation(() => ActeInjonction, about('substituerPrefetInjonction'))
  @Portee(prononce)
  async substituerPrefetInjonction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSaisine, { description: 'La saisine.' }) saisie: SaisieSaisine,
  ): Promise<object> {
    const act = 'substituerPrefetInjonction';
    return ActeInjonction.of(
      await acts.perform(injonctionWorkflow, act, id, request, saisie, () => seised(saisie)),
    );
  }
}

function seised({ date }: SaisieSaisine): Pick<InjonctionPrefectorale, 'dateSaisine'> {
  return { dateSaisine: date };
}
