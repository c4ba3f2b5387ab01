import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import signataires from '../../../schema/reference/signataires.json' with { type: 'json' };
import { civilDay } from '../../../schema/contract/civil-day.js';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByPlace } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { refuseWithoutMayor } from '../territoire/signatory-city.js';
import { SaisieAlternative, SaisieReponseAlternative } from './alternative-inputs.js';
import { alternativeWorkflow, proposition, reponse } from './alternative-workflow.js';
import { PropositionAlternative } from './proposition-alternative.js';

const ActeAlternative = outcomeTypeOf(PropositionAlternative, 'proposition', 'la proposition');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(alternativeWorkflow, act),
});

@Resolver()
export class AlternativeActsResolver {
  @Mutation(() => ActeAlternative, about('proposerMesureAlternative'))
  @Portee(proposition)
  @DoneByPlace('saisie.commune')
  async proposerMesureAlternative(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieAlternative, { description: 'La proposition.' })
    saisie: SaisieAlternative,
  ): Promise<object> {
    const outcome = await acts.create(alternativeWorkflow, request, saisie, (context) => {
      check(context);
      return Promise.resolve({
        communeCode: saisie.commune,
        dateFaits: saisie.dateFaits,
        faits: saisie.faits,
        bailleurId: saisie.bailleur ?? null,
        mesureProposee: saisie.mesure,
        reponseParquet: null,
        dateReponse: null,
      });
    });
    return ActeAlternative.of(outcome);
  }

  @Mutation(() => ActeAlternative, about('repondreMesureAlternative'))
  @Portee(reponse)
  async repondreMesureAlternative(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieReponseAlternative, { description: 'La réponse.' })
    saisie: SaisieReponseAlternative,
  ): Promise<object> {
    const act = 'repondreMesureAlternative';
    return ActeAlternative.of(
      await acts.perform(alternativeWorkflow, act, id, request, saisie, (_row, { now }) => ({
        reponseParquet: saisie.reponse,
        dateReponse: civilDay(now),
      })),
    );
  }

  @Mutation(() => ActeAlternative, about('retirerMesureAlternative'))
  @Portee(proposition)
  async retirerMesureAlternative(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    const act = 'retirerMesureAlternative';
    return ActeAlternative.of(await acts.perform(alternativeWorkflow, act, id, request, {}));
  }
}

/** @throws Refused for what a mayor settles himself, or cannot propose. */
function check({ input, now }: ActContext<SaisieAlternative>): void {
  refuseWithoutMayor(input.commune);
  if (input.lese === 'COMMUNE') {
    throw new Refused(
      'BIEN_COMMUNAL',
      'Pour un bien de la commune, le maire propose lui-même une transaction (ouvrirTransaction).',
      'lese',
    );
  }
  const bailleur = input.bailleur ?? null;
  const isLandlord = signataires.some(({ id, nature }) => id === bailleur && nature === 'bailleur');
  if (input.lese === 'BAILLEUR' ? !isLandlord : bailleur !== null) {
    throw new Refused(
      'BAILLEUR_INCONNU',
      'Dites lequel des bailleurs signataires est lésé, et n’en dites aucun si c’est un autre.',
      'bailleur',
    );
  }
  if (input.dateFaits > civilDay(now)) {
    throw new Refused(
      'DATE_A_VENIR',
      'Les faits sont d’aujourd’hui ou d’avant : corrigez la date.',
      'dateFaits',
    );
  }
}
