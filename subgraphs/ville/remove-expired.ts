import { In, LessThan, Raw } from 'typeorm';
import { civilDay } from '../../schema/contract/civil-day.js';
import { OutgoingAct } from '../kit/delivery/outgoing-act.js';
import { monthsBefore, removeKept, type Kept } from '../kit/acts/remove-expired.js';
import type { WriteQueue } from '../kit/write-queue.js';
import { removeRows } from '../kit/acts/remove-rows.js';
import { ActionPrevention } from './action/action-prevention.js';
import { PropositionAlternative } from './alternative/proposition-alternative.js';
import { Correspondant } from './correspondant/correspondant.js';
import { InformationMaire } from './information/information-maire.js';
import { DecisionInstance, DemandeReunion } from './instance/instance-work.js';
import { Reunion } from './instance/instance.js';
import { MandatGroupe } from './mandat/mandat-groupe.js';
import { Problematique } from './problematique/problematique.js';
import { RappelOrdre } from './rappel-ordre/rappel-ordre.js';
import { TransactionMunicipale } from './transaction/transaction-municipale.js';

const threeMonths = 3;
const fiveYears = 60;

const kept: readonly Kept[] = [
  { entity: RappelOrdre, months: 12, over: null, day: 'dateFaits' },
  { entity: InformationMaire, months: 12, over: null, day: 'date' },
  {
    entity: PropositionAlternative,
    months: 12,
    over: ['REPONDUE', 'RETIREE'],
    day: 'dateFaits',
  },
  {
    entity: TransactionMunicipale,
    months: 12,
    over: ['EXECUTEE', 'TRANSMISE_PARQUET'],
    day: 'datePv',
  },
  { entity: MandatGroupe, months: threeMonths, over: ['TERMINE'], day: 'fin' },
  { entity: ActionPrevention, months: fiveYears, over: ['TERMINEE', 'ANNULEE'], day: 'fin' },
  { entity: Problematique, months: fiveYears, over: ['CLOSE', 'ECARTEE'], day: 'dateReperage' },
];

/** Removes what its time has passed over, each with its history. Returns how many. */
export async function removeExpired(writes: WriteQueue, now: Date): Promise<number> {
  const removed = await removeKept(writes, kept, now);
  await removeFormer(writes, now);
  const before = { date: LessThan(civilDay(monthsBefore(now, fiveYears))) };
  await writes.run(async (manager) => {
    // A meeting comes after what asked for it, and not after what it decided.
    for (const entity of [DecisionInstance, DemandeReunion, Reunion]) {
      await manager.delete(entity, before);
    }
  });
  return removed;
}

/** Correspondents whose own mandate ended three months ago, once no mandate in a group names them. */
async function removeFormer(writes: WriteQueue, now: Date): Promise<void> {
  const ended = LessThan(civilDay(monthsBefore(now, threeMonths)));
  // Its last day is over, whatever nobody did since.
  await removeRows(writes, MandatGroupe, { fin: ended });
  await removeRows(
    writes,
    Correspondant,
    {
      mandatFin: ended,
      id: Raw((column) => `${column} NOT IN (SELECT m.correspondantId FROM mandat_groupe m)`),
    },
    async (rows, manager) => {
      const removed = In(rows.map(({ id }) => id));
      await manager.update(Correspondant, { suppleantId: removed }, { suppleantId: null });
      // What was brought to the others holds the line itself.
      await manager.delete(OutgoingAct, { source: removed });
    },
  );
}
