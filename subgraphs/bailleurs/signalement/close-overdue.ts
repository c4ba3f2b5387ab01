import { lapse } from '../../kit/acts/lapse.js';
import type { Outbox } from '../../kit/outbox/outbox.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { signalementWorkflow } from './signalement-workflow.js';

/** Closes the signalements whose outcome has been known for 90 days. Returns how many. */
export function closeOverdue(
  writes: WriteQueue,
  now: Date,
  outbox: Outbox | null = null,
): Promise<number> {
  return lapse(writes, signalementWorkflow, 'cloreSignalement', now, outbox);
}
