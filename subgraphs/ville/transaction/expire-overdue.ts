import { lapse } from '../../kit/acts/lapse.js';
import type { Outbox } from '../../kit/outbox/outbox.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { transactionWorkflow } from './transaction-workflow.js';

/** Says of the transactions whose term is over that silence was a refusal. Returns how many. */
export function expireOverdue(
  writes: WriteQueue,
  now: Date,
  outbox: Outbox | null = null,
): Promise<number> {
  return lapse(writes, transactionWorkflow, 'constaterSilenceTransaction', now, outbox);
}
