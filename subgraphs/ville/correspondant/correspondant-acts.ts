import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByOwn, DoneByPlace } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { endMandates } from '../mandat/end-mandates.js';
import type { VilleServices } from '../ville-services.js';
import { SaisieCorrectionCorrespondant, SaisieCorrespondant } from './correspondant-inputs.js';
import { correspondantWorkflow, report, tenue } from './correspondant-workflow.js';
import { Correspondant } from './correspondant.js';
import { correctedCorrespondant, namedCorrespondant } from './entered-correspondant.js';
import { putReports } from './put-reports.js';
import { SaisieReport } from './report-inputs.js';
import { takeReport } from './take-report.js';

const ActeCorrespondant = outcomeTypeOf(Correspondant, 'correspondant', 'le correspondant');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(correspondantWorkflow, act),
});

type Context = SubgraphContext<VilleServices>;

/**
 * The acts on the directory, each one arrow of `correspondantWorkflow`. The operator who keeps the
 * signatory's lines does them; the others have the line as soon as it is brought to them.
 */
@Resolver()
export class CorrespondantActsResolver {
  @Mutation(() => ActeCorrespondant, about('nommerCorrespondant'))
  @Portee(tenue)
  @DoneByOwn()
  async nommerCorrespondant(
    @Ctx() { acts, services }: Context,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieCorrespondant, { description: 'Qui, et pour quoi.' })
    saisie: SaisieCorrespondant,
  ): Promise<object> {
    const outcome = await acts.create(
      correspondantWorkflow,
      request,
      saisie,
      namedCorrespondant,
      putReports(services),
    );
    return ActeCorrespondant.of(outcome);
  }

  @Mutation(() => ActeCorrespondant, about('corrigerCorrespondant'))
  @Portee(tenue)
  @DoneByOwn()
  async corrigerCorrespondant(
    @Ctx() { acts, services }: Context,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieCorrectionCorrespondant, { description: 'Ce qui change.' })
    saisie: SaisieCorrectionCorrespondant,
  ): Promise<object> {
    const outcome = await acts.perform(
      correspondantWorkflow,
      'corrigerCorrespondant',
      id,
      request,
      saisie,
      correctedCorrespondant,
      putReports(services),
    );
    return ActeCorrespondant.of(outcome);
  }

  @Mutation(() => ActeCorrespondant, about('terminerCorrespondant'))
  @Portee(tenue)
  @DoneByOwn()
  async terminerCorrespondant(
    @Ctx() { acts, services }: Context,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const outcome = await acts.perform(
      correspondantWorkflow,
      'terminerCorrespondant',
      id,
      request,
      {},
      async ({ signataireId, mandatDebut, mandatFin }, { manager, now }: ActContext<object>) => {
        await endMandates(manager, { correspondantId: id }, signataireId, now);
        const today = civilDay(now);
        const last = mandatFin !== null && mandatFin < today ? mandatFin : today;
        // Who had not begun yet has a mandate of no day, and not one that ends before it begins.
        return { mandatFin: last < mandatDebut ? mandatDebut : last };
      },
      putReports(services),
    );
    return ActeCorrespondant.of(outcome);
  }

  @Mutation(() => ActeCorrespondant, {
    nullable: true,
    description:
      'Porte dans l’annuaire d’un autre exploitant des lignes telles que leur tenant les a. Fait par les exploitants, à la suite d’un acte sur l’annuaire ; une ligne déjà connue dans cette version, ou plus récente, reste. Par : exploitant qui tient les lignes.',
  })
  @Portee(report)
  @DoneByPlace('saisie.commune')
  async reporterCorrespondant(
    @Ctx() { rows, appelant }: Context,
    @Args(() => CreationArgs) _request: CreationArgs,
    @Arg('saisie', () => SaisieReport, { description: 'Où, et quelles lignes.' })
    saisie: SaisieReport,
  ): Promise<object> {
    return ActeCorrespondant.of(await takeReport(rows, appelant.signataire, saisie));
  }
}
