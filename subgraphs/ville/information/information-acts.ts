import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { aMonthAfter, civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByPlace } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { refuseWithoutMayor } from '../territoire/signatory-city.js';
import { SaisieInformationMaire, SaisieSuiteInformation } from './information-inputs.js';
import { InformationMaire } from './information-maire.js';
import { informationWorkflow, reception, suite, transmission } from './information-workflow.js';

const ActeInformation = outcomeTypeOf(InformationMaire, 'information', 'l’information');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(informationWorkflow, act),
});

@Resolver()
export class InformationActsResolver {
  @Mutation(() => ActeInformation, about('transmettreInformationMaire'))
  @Portee(transmission)
  @DoneByPlace('saisie.commune')
  async transmettreInformationMaire(
    @Ctx() { acts, appelant }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieInformationMaire, { description: 'L’information.' })
    saisie: SaisieInformationMaire,
  ): Promise<object> {
    const outcome = await acts.create(informationWorkflow, request, saisie, ({ now }) => {
      refuseWithoutMayor(saisie.commune);
      const today = civilDay(now);
      if (saisie.date > today) {
        throw new Refused(
          'DATE_A_VENIR',
          'Les faits sont d’aujourd’hui ou d’avant : corrigez la date.',
          'date',
        );
      }
      const { commune: communeCode, nature, date, lieu, signaleeParMaire } = saisie;
      return Promise.resolve({
        communeCode,
        auteurId: appelant.signataire ?? '',
        nature,
        date,
        lieu,
        signaleeParMaire,
        dateLimiteSuite: signaleeParMaire ? aMonthAfter(today) : null,
        suiteCommuniquee: null,
        raisonClassement: null,
        dateSuite: null,
      });
    });
    return ActeInformation.of(outcome);
  }

  @Mutation(() => ActeInformation, about('accuserReceptionInformation'))
  @Portee(reception)
  async accuserReceptionInformation(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'accuserReceptionInformation';
    return ActeInformation.of(await acts.perform(informationWorkflow, act, id, request, {}));
  }

  @Mutation(() => ActeInformation, about('communiquerSuiteInformation'))
  @Portee(suite)
  async communiquerSuiteInformation(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSuiteInformation, { description: 'La suite.' })
    saisie: SaisieSuiteInformation,
  ): Promise<object> {
    const act = 'communiquerSuiteInformation';
    return ActeInformation.of(
      await acts.perform(informationWorkflow, act, id, request, saisie, (_row, { now }) =>
        told(saisie, now),
      ),
    );
  }

  @Mutation(() => ActeInformation, about('communiquerAutreSuiteInformation'))
  @Portee(suite)
  async communiquerAutreSuiteInformation(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieSuiteInformation, { description: 'La suite de plus.' })
    saisie: SaisieSuiteInformation,
  ): Promise<object> {
    const act = 'communiquerAutreSuiteInformation';
    return ActeInformation.of(
      await acts.perform(informationWorkflow, act, id, request, saisie, (_row, { now }) =>
        told(saisie, now),
      ),
    );
  }
}

function told(saisie: SaisieSuiteInformation, now: Date): Partial<InformationMaire> {
  return {
    suiteCommuniquee: saisie.suite,
    raisonClassement: saisie.raison ?? null,
    dateSuite: civilDay(now),
  };
}
