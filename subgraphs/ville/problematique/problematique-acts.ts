import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByHolder } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { openedProblematique } from './opened-problematique.js';
import {
  SaisieEcartProblematique,
  SaisiePlanProblematique,
  SaisieProblematique,
  SaisieResolutionProblematique,
} from './problematique-inputs.js';
import { animation, ouverture, pilotage, problematiqueWorkflow } from './problematique-workflow.js';
import { Problematique } from './problematique.js';

const ActeProblematique = outcomeTypeOf(Problematique, 'problematique', 'la problématique');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(problematiqueWorkflow, act),
});

/** The acts on a GPO's board, each one arrow of `problematiqueWorkflow`. */
@Resolver()
export class ProblematiqueActsResolver {
  @Mutation(() => ActeProblematique, about('ouvrirProblematique'))
  @Portee(ouverture)
  @DoneByHolder('saisie.groupe', 'Instance')
  async ouvrirProblematique(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieProblematique, { description: 'La problématique.' })
    saisie: SaisieProblematique,
  ): Promise<object> {
    const outcome = await acts.create(problematiqueWorkflow, request, saisie, async (context) => ({
      ...(await openedProblematique(context)),
      solution: null,
      piloteId: null,
      echeance: null,
      dateResolution: null,
      motifEcart: null,
    }));
    return ActeProblematique.of(outcome);
  }

  @Mutation(() => ActeProblematique, about('planifierProblematique'))
  @Portee(animation)
  async planifierProblematique(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePlanProblematique, { description: 'Ce qui est arrêté.' })
    saisie: SaisiePlanProblematique,
  ): Promise<object> {
    return ActeProblematique.of(
      await acts.perform(problematiqueWorkflow, 'planifierProblematique', id, request, saisie, () =>
        planOf(saisie),
      ),
    );
  }

  @Mutation(() => ActeProblematique, about('resoudreProblematique'))
  @Portee(pilotage)
  async resoudreProblematique(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieResolutionProblematique, { description: 'Quand.' })
    saisie: SaisieResolutionProblematique,
  ): Promise<object> {
    return ActeProblematique.of(
      await acts.perform(
        problematiqueWorkflow,
        'resoudreProblematique',
        id,
        request,
        saisie,
        () => ({ dateResolution: saisie.date }),
      ),
    );
  }

  @Mutation(() => ActeProblematique, about('replanifierProblematique'))
  @Portee(animation)
  async replanifierProblematique(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePlanProblematique, { description: 'Ce qui est arrêté.' })
    saisie: SaisiePlanProblematique,
  ): Promise<object> {
    return ActeProblematique.of(
      await acts.perform(
        problematiqueWorkflow,
        'replanifierProblematique',
        id,
        request,
        saisie,
        () => ({ ...planOf(saisie), dateResolution: null }),
      ),
    );
  }

  @Mutation(() => ActeProblematique, about('cloreProblematique'))
  @Portee(animation)
  async cloreProblematique(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeProblematique.of(
      await acts.perform(problematiqueWorkflow, 'cloreProblematique', id, request, {}),
    );
  }

  @Mutation(() => ActeProblematique, about('ecarterProblematique'))
  @Portee(animation)
  async ecarterProblematique(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieEcartProblematique, { description: 'Pourquoi.' })
    saisie: SaisieEcartProblematique,
  ): Promise<object> {
    return ActeProblematique.of(
      await acts.perform(
        problematiqueWorkflow,
        'ecarterProblematique',
        id,
        request,
        saisie,
        () => ({ motifEcart: saisie.motif }),
      ),
    );
  }
}

function planOf({
  solution,
  pilote,
  echeance,
}: SaisiePlanProblematique): Pick<Problematique, 'solution' | 'piloteId' | 'echeance'> {
  return { solution, piloteId: pilote, echeance };
}
