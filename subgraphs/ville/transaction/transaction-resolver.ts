import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dueDayOf } from '../../kit/acts/awaited.js';
import type { Connection } from '../../kit/connection.js';
import type { SubgraphContext } from '../../kit/context.js';
import type { PageRequest } from '../../kit/page.js';
import { PorteeListe } from '../../kit/portee.js';
import { DateCivile } from '../../kit/scalars.js';
import { Commune } from '../territoire/commune.js';
import { TransactionMunicipale } from './transaction-municipale.js';
import { transactionWorkflow } from './transaction-workflow.js';
import { FiltreTransactions, transactions } from './transactions.js';

@Resolver(() => TransactionMunicipale)
export class TransactionResolver {
  @Query(() => transactions.connection, {
    nullable: true,
    description: 'Les transactions municipales que l’appelant peut lire.',
  })
  @PorteeListe('transaction:lecture')
  transactionsMunicipales(
    @Ctx() { rows }: SubgraphContext,
    @Args(() => transactions.args) asked: PageRequest<FiltreTransactions>,
  ): Connection<TransactionMunicipale> {
    return rows.list(transactions, asked);
  }

  @Query(() => TransactionMunicipale, {
    nullable: true,
    description: 'Une transaction municipale par son identifiant.',
  })
  @PorteeListe('transaction:lecture')
  transactionMunicipale(
    @Ctx() { rows }: SubgraphContext,
    @Arg('id', () => ID, { description: 'Identifiant.' }) id: string,
  ): Promise<TransactionMunicipale | null> {
    return rows.load(TransactionMunicipale, id);
  }

  @FieldResolver(() => Commune, { nullable: true, description: 'La commune dont le maire agit.' })
  commune(
    @Root() { communeCode }: TransactionMunicipale,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Commune | null> {
    return rows.load(Commune, communeCode);
  }

  @FieldResolver(() => DateCivile, {
    nullable: true,
    description: 'Jour avant lequel un acte est dû, à cette étape.',
  })
  echeance(@Root() transaction: TransactionMunicipale): string | null {
    return dueDayOf(transactionWorkflow, transaction);
  }
}
