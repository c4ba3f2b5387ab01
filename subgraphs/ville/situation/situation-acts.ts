import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByHolder } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { listedSituation } from './listed-situation.js';
import { archivedUntil, yearsAfter } from './retention.js';
import { SaisieExamenSituation, SaisieSituation } from './situation-inputs.js';
import { SituationSuivie } from './situation-suivie.js';
import { conduite, inscription, situationWorkflow } from './situation-workflow.js';

const ActeSituation = outcomeTypeOf(SituationSuivie, 'situation', 'la situation');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(situationWorkflow, act),
});

/** The acts on a group's agenda, each one arrow of `situationWorkflow`. */
@Resolver()
export class SituationActsResolver {
  @Mutation(() => ActeSituation, about('inscrireSituation'))
  @Portee(inscription)
  @DoneByHolder('saisie.groupe', 'Instance')
  async inscrireSituation(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieSituation, { description: 'La situation.' })
    saisie: SaisieSituation,
  ): Promise<object> {
    return ActeSituation.of(await acts.create(situationWorkflow, request, saisie, listedSituation));
  }

  @Mutation(() => ActeSituation, about('examinerSituation'))
  @Portee(conduite)
  async examinerSituation(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieExamenSituation, { description: 'Ce qui a été décidé.' })
    saisie: SaisieExamenSituation,
  ): Promise<object> {
    return ActeSituation.of(
      await acts.perform(situationWorkflow, 'examinerSituation', id, request, saisie, () => ({
        dateExamen: saisie.date,
        orientation: saisie.orientation,
        prochainExamen: yearsAfter(saisie.date, 1),
      })),
    );
  }

  @Mutation(() => ActeSituation, about('cloreSituation'))
  @Portee(conduite)
  async cloreSituation(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const outcome = await acts.perform(
      situationWorkflow,
      'cloreSituation',
      id,
      request,
      {},
      ({ conservationJusque }, { now }) => ({
        prochainExamen: null,
        conservationJusque: archivedUntil(civilDay(now), conservationJusque),
        personneNom: null,
        personnePrenom: null,
        personneDateNaissance: null,
        personneAdresse: null,
      }),
    );
    return ActeSituation.of(outcome);
  }
}
