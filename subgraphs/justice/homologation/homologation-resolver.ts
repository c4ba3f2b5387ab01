import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../kit/context.js';
import { PorteeListe } from '../../kit/portee.js';
import { Livraison, livraisonOf } from '../livraison/livraison.js';
import { HomologationTransaction } from './homologation-transaction.js';
import { TransactionMunicipale } from './transaction-municipale.js';

@Resolver(() => TransactionMunicipale)
export class TransactionHomologationResolver {
  @FieldResolver(() => [HomologationTransaction], {
    nullable: true,
    description: 'Les décisions sur l’homologation, inscrites au registre du parquet.',
  })
  @PorteeListe('justice:homologation')
  homologations(
    @Root() { id }: TransactionMunicipale,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<HomologationTransaction[]> {
    return rows.loadBy(HomologationTransaction, 'transactionId', id);
  }
}

@Resolver(() => HomologationTransaction)
export class HomologationResolver {
  @FieldResolver(() => TransactionMunicipale, {
    nullable: true,
    description: 'Le dossier du maire.',
  })
  transaction(@Root() { transactionId }: HomologationTransaction): TransactionMunicipale {
    return Object.assign(new TransactionMunicipale(), { id: transactionId });
  }

  @FieldResolver(() => Livraison, {
    nullable: true,
    description: 'Où en est ce que la décision change au dossier du maire.',
  })
  livraison(
    @Root() { id }: HomologationTransaction,
    @Ctx() { rows }: SubgraphContext,
  ): Promise<Livraison | null> {
    return livraisonOf(rows, id);
  }
}
