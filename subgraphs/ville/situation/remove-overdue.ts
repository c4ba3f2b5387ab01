import { LessThan } from 'typeorm';
import { civilDay } from '../../../schema/contract/civil-day.js';
import { removeRows } from '../../kit/acts/remove-rows.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { SituationSuivie } from './situation-suivie.js';

/** Removes the situations whose last day of keeping is over, in whatever state. Returns how many. */
export function removeOverdue(writes: WriteQueue, now: Date): Promise<number> {
  return removeRows(writes, SituationSuivie, { conservationJusque: LessThan(civilDay(now)) });
}
