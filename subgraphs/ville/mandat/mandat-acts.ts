import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByHolder } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { givenMandat } from './given-mandat.js';
import { MandatGroupe } from './mandat-groupe.js';
import { SaisieMandat } from './mandat-inputs.js';
import { attribution, mandatWorkflow, retrait } from './mandat-workflow.js';

const ActeMandat = outcomeTypeOf(MandatGroupe, 'mandat', 'le mandat');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(mandatWorkflow, act),
});

/** The acts on who sits in a group, each one arrow of `mandatWorkflow`. */
@Resolver()
export class MandatActsResolver {
  @Mutation(() => ActeMandat, about('donnerMandatGroupe'))
  @Portee(attribution)
  @DoneByHolder('saisie.groupe', 'Instance')
  async donnerMandatGroupe(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieMandat, { description: 'Qui, où et jusqu’à quand.' })
    saisie: SaisieMandat,
  ): Promise<object> {
    return ActeMandat.of(await acts.create(mandatWorkflow, request, saisie, givenMandat));
  }

  @Mutation(() => ActeMandat, about('retirerMandatGroupe'))
  @Portee(retrait)
  async retirerMandatGroupe(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeMandat.of(
      await acts.perform(mandatWorkflow, 'retirerMandatGroupe', id, request, {}),
    );
  }
}
