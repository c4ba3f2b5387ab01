import { aMonthAfter } from '../../schema/contract/civil-day.js';
import type { HomologationTransaction } from '../../subgraphs/justice/homologation/homologation-transaction.js';
import {
  BienAtteint,
  ContraventionTransaction,
  StatutTransaction,
} from '../../subgraphs/ville/transaction/transaction-enums.js';
import type { TransactionMunicipale } from '../../subgraphs/ville/transaction/transaction-municipale.js';
import { scaled, type Chance } from './chance.js';
import { chatellerault, poitiers } from './places.js';
import type { Stored } from './rows.js';

const transactionsInAll = 66;
const communes = [poitiers, chatellerault];
const statuts = Object.keys(StatutTransaction) as StatutTransaction[];
const contraventions = Object.keys(ContraventionTransaction) as ContraventionTransaction[];
// What a city can own: a block of flats is a landlord's.
const biens = (Object.keys(BienAtteint) as BienAtteint[]).filter((bien) => bien !== 'LOGEMENT');
const accepted = new Set<StatutTransaction>([
  'ACCEPTEE',
  'TRANSMISE_HOMOLOGATION',
  'HOMOLOGUEE',
  'NON_HOMOLOGUEE',
  'EXECUTEE',
  'INEXECUTEE',
]);
const homologated = new Set<StatutTransaction>(['HOMOLOGUEE', 'EXECUTEE', 'INEXECUTEE']);

export interface Transactions {
  readonly transactions: readonly Stored<TransactionMunicipale>[];
  readonly homologations: readonly Stored<HomologationTransaction>[];
}

/** In both cities every state, in turn, with the dates that go with it, and what the register says. */
export function inventTransactions(chance: Chance, scale: number): Transactions {
  const states = statuts.flatMap((statut) => communes.map((commune) => ({ statut, commune })));
  const inAll = Math.max(states.length, scaled(transactionsInAll, scale));
  const invented = Array.from({ length: inAll }, (_, index) => {
    const { statut, commune } = states[index % states.length] ?? {
      statut: 'PV_ETABLI' as const,
      commune: poitiers,
    };
    return inventTransaction(chance, statut, commune);
  });
  return {
    transactions: invented.map(({ transaction }) => transaction),
    homologations: invented.flatMap(({ homologation }) => homologation ?? []),
  };
}

function inventTransaction(
  chance: Chance,
  statut: StatutTransaction,
  communeCode: string,
): {
  readonly transaction: Stored<TransactionMunicipale>;
  readonly homologation: Stored<HomologationTransaction> | null;
} {
  // What is still open is recent, so that its terms are ahead.
  const datePv = chance.daysAgo(
    statut === 'PV_ETABLI' || statut === 'PROPOSEE'
      ? chance.integer(5, 20)
      : // What has been over for twelve months is removed.
        chance.integer(200, 330),
  );
  const offered = statut !== 'PV_ETABLI';
  const work = chance.happens(0.4);
  const dateLimiteReponse = offered ? chance.term(datePv, 45, 50) : null;
  const answer = accepted.has(statut) || statut === 'REFUSEE' ? chance.after(datePv, 20, 40) : null;
  const decided = homologated.has(statut) || statut === 'NON_HOMOLOGUEE';
  const dateHomologation = decided ? chance.after(datePv, 60, 80) : null;
  const dateExecution = statut === 'EXECUTEE' ? chance.after(datePv, 90, 110) : null;
  const since = dateExecution ?? dateHomologation ?? answer ?? datePv;
  const id = chance.id();
  const homologation =
    dateHomologation === null
      ? null
      : {
          id: chance.id(),
          transactionId: id,
          communeCode,
          autorite: work ? ('JUGE_TRIBUNAL_POLICE' as const) : ('PROCUREUR' as const),
          decision: homologated.has(statut) ? ('HOMOLOGUEE' as const) : ('NON_HOMOLOGUEE' as const),
          date: dateHomologation,
          statut: 'RENDUE' as const,
          version: 1,
          statutDepuis: new Date(`${dateHomologation}T08:00:00Z`),
        };
  const transaction = {
    id,
    communeCode,
    datePv,
    contravention: chance.pick(contraventions),
    bienCommunal: chance.pick(biens),
    dateLimiteProposition: aMonthAfter(datePv),
    montantReparation: offered && !work ? chance.integer(5, 60) * 10 : null,
    heuresTravailNonRemunere: offered && work ? chance.integer(3, 30) : null,
    dateLimiteReponse,
    dateReponse: answer,
    delaiExecution: offered ? chance.term(datePv, 120, 150) : null,
    dateExecution,
    homologationId: homologation?.id ?? null,
    statut,
    version: 1,
    statutDepuis: new Date(`${since}T08:00:00Z`),
  };
  return { transaction, homologation };
}
