import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { Refused } from '../../kit/acts/refusal.js';
import { describeTransition, type ActContext } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { OutgoingAct, putOutgoingAct } from '../../kit/delivery/outgoing-act.js';
import { Portee } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';
import { refuseWithoutMayor } from '../territoire/signatories.js';
import {
  AutoriteHomologation,
  DecisionHomologation,
  HomologationTransaction,
} from './homologation-transaction.js';
import {
  homologationRendue,
  homologationWorkflow,
  movesTransaction,
} from './homologation-workflow.js';

const ActeHomologation = outcomeTypeOf(HomologationTransaction, 'homologation', 'la décision');

@InputType('SaisieHomologation', { description: 'La décision de l’autorité judiciaire.' })
export class SaisieHomologation {
  @Field(() => ID, { description: 'Identifiant de la transaction.' })
  transaction!: string;

  @Field(() => ID, { description: 'Code INSEE de la commune dont le maire transige.' })
  commune!: string;

  @Field(() => AutoriteHomologation, { description: 'Qui a décidé.' })
  autorite!: AutoriteHomologation;

  @Field(() => DecisionHomologation, { description: 'Décision.' })
  decision!: DecisionHomologation;

  @Field(() => DateCivile, { description: 'Jour de la décision.' })
  date!: string;
}

@Resolver()
export class HomologationActsResolver {
  @Mutation(() => ActeHomologation, {
    nullable: true,
    description: describeTransition(homologationWorkflow, 'deciderHomologationTransaction'),
  })
  @Portee(homologationRendue)
  async deciderHomologationTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieHomologation, { description: 'La décision.' })
    saisie: SaisieHomologation,
  ): Promise<object> {
    const outcome = await acts.create(
      homologationWorkflow,
      request,
      saisie,
      async (context) => {
        refuseWithoutMayor(saisie.commune);
        refuseAhead(context);
        await refuseSecond(context);
        const { transaction, commune, autorite, decision, date } = saisie;
        return { transactionId: transaction, communeCode: commune, autorite, decision, date };
      },
      ({ id, decision, transactionId, autorite, date }, context) =>
        putOutgoingAct(context, movesTransaction[decision], {
          source: id,
          objet: `TransactionMunicipale ${transactionId}`,
          cible: transactionId,
          saisie: { homologation: id, autorite, date },
        }),
    );
    return ActeHomologation.of(outcome);
  }
}

function refuseAhead({ input, now }: ActContext<SaisieHomologation>): void {
  if (input.date <= civilDay(now)) return;
  throw new Refused(
    'DATE_A_VENIR',
    'Ce qui est inscrit a eu lieu : la date est aujourd’hui ou avant.',
    'date',
  );
}

/** One that the mayor's file took, or may still take, is the decision; one that it refused was none. */
async function refuseSecond({ manager, input }: ActContext<SaisieHomologation>): Promise<void> {
  const said = await manager.findBy(HomologationTransaction, { transactionId: input.transaction });
  for (const { id } of said) {
    if (await manager.existsBy(OutgoingAct, { source: id, etat: 'REFUSEE' })) continue;
    throw new Refused(
      'DECISION_DEJA_RENDUE',
      'La décision sur cette transaction est déjà inscrite au registre.',
      'transaction',
    );
  }
}
