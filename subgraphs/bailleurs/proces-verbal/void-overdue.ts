import { lapse } from '../../kit/acts/lapse.js';
import type { Outbox } from '../../kit/outbox/outbox.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { procesVerbalWorkflow } from './proces-verbal-workflow.js';

/** Says of the reports whose five days are over that they are void. Returns how many. */
export function voidOverdue(
  writes: WriteQueue,
  now: Date,
  outbox: Outbox | null = null,
): Promise<number> {
  return lapse(writes, procesVerbalWorkflow, 'constaterNulliteProcesVerbal', now, outbox);
}
