import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';
import { ActeArgs, CreationArgs } from '../../kit/acts/act-args.js';
import { outcomeTypeOf } from '../../kit/acts/outcome-type.js';
import { describeTransition } from '../../kit/acts/workflow.js';
import type { SubgraphContext } from '../../kit/context.js';
import { DoneByPlace } from '../../kit/partition.js';
import { Portee } from '../../kit/portee.js';
import { openedTransaction } from './opened-transaction.js';
import {
  SaisieExecutionTransaction,
  SaisieHomologationRecue,
  SaisiePropositionTransaction,
  SaisieReponseTransaction,
  SaisieTransaction,
} from './transaction-inputs.js';
import { TransactionMunicipale } from './transaction-municipale.js';
import { conduite, homologation, transactionWorkflow } from './transaction-workflow.js';

const ActeTransaction = outcomeTypeOf(TransactionMunicipale, 'transaction', 'la transaction');

const about = (act: string) => ({
  nullable: true,
  description: describeTransition(transactionWorkflow, act),
});

/** The acts of W5, each one arrow of `transactionWorkflow`. */
@Resolver()
export class TransactionActsResolver {
  @Mutation(() => ActeTransaction, about('ouvrirTransaction'))
  @Portee(conduite)
  @DoneByPlace('saisie.commune')
  async ouvrirTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => CreationArgs) request: CreationArgs,
    @Arg('saisie', () => SaisieTransaction, { description: 'La contravention.' })
    saisie: SaisieTransaction,
  ): Promise<object> {
    const outcome = await acts.create(transactionWorkflow, request, saisie, async (context) => ({
      ...(await openedTransaction(context)),
      montantReparation: null,
      heuresTravailNonRemunere: null,
      dateLimiteReponse: null,
      dateReponse: null,
      delaiExecution: null,
      dateExecution: null,
      homologationId: null,
    }));
    return ActeTransaction.of(outcome);
  }

  @Mutation(() => ActeTransaction, about('proposerTransaction'))
  @Portee(conduite)
  async proposerTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisiePropositionTransaction, { description: 'La proposition.' })
    saisie: SaisiePropositionTransaction,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(transactionWorkflow, 'proposerTransaction', id, request, saisie, () => ({
        montantReparation: saisie.montantReparation ?? null,
        heuresTravailNonRemunere: saisie.heuresTravailNonRemunere ?? null,
        dateLimiteReponse: saisie.dateLimiteReponse,
        delaiExecution: saisie.delaiExecution,
      })),
    );
  }

  @Mutation(() => ActeTransaction, about('accepterTransaction'))
  @Portee(conduite)
  async accepterTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieReponseTransaction, { description: 'La réponse.' })
    saisie: SaisieReponseTransaction,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(transactionWorkflow, 'accepterTransaction', id, request, saisie, () => ({
        dateReponse: saisie.date,
      })),
    );
  }

  @Mutation(() => ActeTransaction, about('refuserTransaction'))
  @Portee(conduite)
  async refuserTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieReponseTransaction, { description: 'La réponse.' })
    saisie: SaisieReponseTransaction,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(transactionWorkflow, 'refuserTransaction', id, request, saisie, () => ({
        dateReponse: saisie.date,
      })),
    );
  }

  @Mutation(() => ActeTransaction, about('constaterSilenceTransaction'))
  @Portee(conduite)
  async constaterSilenceTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(transactionWorkflow, 'constaterSilenceTransaction', id, request, {}),
    );
  }

  @Mutation(() => ActeTransaction, about('transmettreHomologationTransaction'))
  @Portee(conduite)
  async transmettreHomologationTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(
        transactionWorkflow,
        'transmettreHomologationTransaction',
        id,
        request,
        {},
      ),
    );
  }

  @Mutation(() => ActeTransaction, about('homologuerTransaction'))
  @Portee(homologation)
  async homologuerTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieHomologationRecue, { description: 'La décision.' })
    saisie: SaisieHomologationRecue,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(
        transactionWorkflow,
        'homologuerTransaction',
        id,
        request,
        saisie,
        registered(saisie),
      ),
    );
  }

  @Mutation(() => ActeTransaction, about('refuserHomologationTransaction'))
  @Portee(homologation)
  async refuserHomologationTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieHomologationRecue, { description: 'La décision.' })
    saisie: SaisieHomologationRecue,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(
        transactionWorkflow,
        'refuserHomologationTransaction',
        id,
        request,
        saisie,
        registered(saisie),
      ),
    );
  }

  @Mutation(() => ActeTransaction, about('constaterExecutionTransaction'))
  @Portee(conduite)
  async constaterExecutionTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
    @Arg('saisie', () => SaisieExecutionTransaction, { description: 'L’exécution.' })
    saisie: SaisieExecutionTransaction,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(
        transactionWorkflow,
        'constaterExecutionTransaction',
        id,
        request,
        saisie,
        () => ({ dateExecution: saisie.date }),
      ),
    );
  }

  @Mutation(() => ActeTransaction, about('constaterInexecutionTransaction'))
  @Portee(conduite)
  async constaterInexecutionTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(transactionWorkflow, 'constaterInexecutionTransaction', id, request, {}),
    );
  }

  @Mutation(() => ActeTransaction, about('transmettreParquetTransaction'))
  @Portee(conduite)
  async transmettreParquetTransaction(
    @Ctx() { acts }: SubgraphContext,
    @Args(() => ActeArgs) { id, ...request }: ActeArgs,
  ): Promise<object> {
    return ActeTransaction.of(
      await acts.perform(transactionWorkflow, 'transmettreParquetTransaction', id, request, {}),
    );
  }
}

/** Which entry of the parquet's register moved the file. */
function registered({ homologation: homologationId }: SaisieHomologationRecue) {
  return (): Partial<TransactionMunicipale> => ({ homologationId });
}
