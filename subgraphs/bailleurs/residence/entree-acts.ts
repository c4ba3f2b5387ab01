import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs } from '../../kit/acts/act-args.js';
import type { Acts } from '../../kit/acts/acts.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { Portee } from '../../kit/portee.js';
import { SaisieEvaluationEntree } from './entree-inputs.js';
import { entreeWorkflow, evaluation } from './entree-workflow.js';
import { Entree } from './entree.js';

const ActeEntree = outcomeTypeOf(Entree, 'entree', 'l’entrée');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(entreeWorkflow, act),
});

/** The acts on a hall, each one arrow of `entreeWorkflow`. */
@Resolver()
export class EntreeActsResolver {
  @Mutation(() => ActeEntree, about('classerEntreeVert'))
  @Portee(evaluation)
  classerEntreeVert(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) asked: ActeArgs,
    @Arg('saisie', () => SaisieEvaluationEntree, { description: 'L’évaluation.' })
    saisie: SaisieEvaluationEntree,
  ): Promise<object> {
    return evaluate(acts, 'classerEntreeVert', asked, saisie);
  }

  @Mutation(() => ActeEntree, about('classerEntreeJaune'))
  @Portee(evaluation)
  classerEntreeJaune(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) asked: ActeArgs,
    @Arg('saisie', () => SaisieEvaluationEntree, { description: 'L’évaluation.' })
    saisie: SaisieEvaluationEntree,
  ): Promise<object> {
    return evaluate(acts, 'classerEntreeJaune', asked, saisie);
  }

  @Mutation(() => ActeEntree, about('classerEntreeOrange'))
  @Portee(evaluation)
  classerEntreeOrange(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) asked: ActeArgs,
    @Arg('saisie', () => SaisieEvaluationEntree, { description: 'L’évaluation.' })
    saisie: SaisieEvaluationEntree,
  ): Promise<object> {
    return evaluate(acts, 'classerEntreeOrange', asked, saisie);
  }

  @Mutation(() => ActeEntree, about('classerEntreeRouge'))
  @Portee(evaluation)
  classerEntreeRouge(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) asked: ActeArgs,
    @Arg('saisie', () => SaisieEvaluationEntree, { description: 'L’évaluation.' })
    saisie: SaisieEvaluationEntree,
  ): Promise<object> {
    return evaluate(acts, 'classerEntreeRouge', asked, saisie);
  }
}

async function evaluate(
  acts: Acts,
  act: keyof typeof entreeWorkflow.transitions,
  { id, ...request }: ActeArgs,
  saisie: SaisieEvaluationEntree,
): Promise<object> {
  return ActeEntree.of(
    await acts.perform(entreeWorkflow, act, id, request, saisie, () => ({
      dateEvaluation: saisie.date,
    })),
  );
}
