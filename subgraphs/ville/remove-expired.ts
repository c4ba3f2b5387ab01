import { IsNull, LessThan } from 'typeorm';
import { civilDay } from '../../schema/contract/civil-day.js';
import { removeRows } from '../kit/acts/remove-rows.js';
import type { StatefulRow } from '../kit/acts/workflow.js';
import type { EntityClass } from '../kit/entity.js';
import type { WriteQueue } from '../kit/write-queue.js';
import { PropositionAlternative } from './alternative/proposition-alternative.js';
import { InformationMaire } from './information/information-maire.js';
import { RappelOrdre } from './rappel-ordre/rappel-ordre.js';
import { TransactionMunicipale } from './transaction/transaction-municipale.js';

/** What the convention file keeps for twelve months. */
interface Kept {
  readonly entity: EntityClass<StatefulRow>;
  /** The states in which the twelve months run; null: in every state. */
  readonly over: readonly string[] | null;
  /** The day of the facts: they run from it where nobody acted since acts are recorded. */
  readonly day: string;
}

const kept: readonly Kept[] = [
  { entity: RappelOrdre, over: null, day: 'dateFaits' },
  { entity: InformationMaire, over: null, day: 'date' },
  { entity: PropositionAlternative, over: ['REPONDUE', 'RETIREE'], day: 'dateFaits' },
  { entity: TransactionMunicipale, over: ['EXECUTEE', 'TRANSMISE_PARQUET'], day: 'datePv' },
];

/** Removes what twelve months have passed over, each with its history. Returns how many. */
export async function removeExpired(writes: WriteQueue, now: Date): Promise<number> {
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() - 1);
  let removed = 0;
  for (const { entity, over, day } of kept) {
    const untouched = { statutDepuis: IsNull(), [day]: LessThan(civilDay(limit)) };
    const ways = [{ statutDepuis: LessThan(limit) }, untouched];
    const where = (over ?? [null]).flatMap((statut) =>
      ways.map((way) => (statut === null ? way : { statut, ...way })),
    );
    removed += await removeRows(writes, entity, where as never);
  }
  return removed;
}
