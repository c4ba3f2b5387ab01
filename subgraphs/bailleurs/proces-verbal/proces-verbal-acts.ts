import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { civilDay, daysAfter } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused, refusedBy } from '../../kit/acts/refusal.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { infractionKeys } from '../../kit/infraction.js';
import { DoneByOwn } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { Residence } from '../residence/residence.js';
import { SaisieProcesVerbal } from './proces-verbal-inputs.js';
import { constat, procesVerbalWorkflow, withinFiveDays } from './proces-verbal-workflow.js';
import { ProcesVerbalBailleur } from './proces-verbal.js';

const ActeProcesVerbal = outcomeTypeOf(ProcesVerbalBailleur, 'procesVerbal', 'le procès-verbal');
const days = 5;

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(procesVerbalWorkflow, act),
});

/** The acts on a sworn warden's report, each one arrow of `procesVerbalWorkflow`. */
@Resolver()
export class ProcesVerbalActsResolver {
  @Mutation(() => ActeProcesVerbal, about('etablirProcesVerbal'))
  @DoneByOwn()
  @Portee(constat)
  async etablirProcesVerbal(
    @Ctx() { acts, access }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieProcesVerbal, { description: 'Le procès-verbal.' })
    saisie: SaisieProcesVerbal,
  ): Promise<object> {
    const outcome = await acts.create(procesVerbalWorkflow, request, saisie, async (context) => {
      const { manager, now } = context;
      if (!saisie.gardeAssermente) {
        throw new Refused(
          'GARDE_NON_ASSERMENTE',
          'Seul un garde agréé et assermenté dresse procès-verbal : faites un signalement, ou portez plainte.',
          'gardeAssermente',
        );
      }
      const residence = await access.lockUnder(
        manager,
        Residence,
        saisie.residence,
        'residence:exploitation',
      );
      if (!residence) {
        throw new Refused(
          'RESIDENCE_INTROUVABLE',
          'Un garde constate dans votre patrimoine : vérifiez l’identifiant.',
          'residence',
        );
      }
      if (saisie.dateConstat > civilDay(now)) {
        throw new Refused(
          'DATE_A_VENIR',
          'Un constat est d’aujourd’hui ou d’avant : corrigez la date.',
          'dateConstat',
        );
      }
      const dateLimite = daysAfter(saisie.dateConstat, days);
      if (!(await withinFiveDays.holds({ dateLimite }, context))) throw refusedBy(withinFiveDays);
      return {
        bailleurId: residence.bailleurId,
        residenceId: residence.id,
        dateConstat: saisie.dateConstat,
        dateLimite,
        infractionCodes: infractionKeys(saisie.infractions),
        dateTransmission: null,
      };
    });
    return ActeProcesVerbal.of(outcome);
  }

  @Mutation(() => ActeProcesVerbal, about('transmettreProcesVerbal'))
  @Portee(constat)
  async transmettreProcesVerbal(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'transmettreProcesVerbal';
    return ActeProcesVerbal.of(
      await acts.perform(procesVerbalWorkflow, act, id, request, {}, (_row, { now }) => ({
        dateTransmission: civilDay(now),
      })),
    );
  }

  @Mutation(() => ActeProcesVerbal, about('constaterNulliteProcesVerbal'))
  @Portee(constat)
  async constaterNulliteProcesVerbal(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'constaterNulliteProcesVerbal';
    return ActeProcesVerbal.of(await acts.perform(procesVerbalWorkflow, act, id, request, {}));
  }
}
