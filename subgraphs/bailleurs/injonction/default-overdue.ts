import { lapse } from '../../kit/acts/lapse.js';
import type { Outbox } from '../../kit/outbox/outbox.js';
import type { WriteQueue } from '../../kit/write-queue.js';
import { injonctionWorkflow } from './injonction-workflow.js';

/** Opens the prefect's substitution where a landlord's term is over. Returns how often. */
export function defaultOverdue(
  writes: WriteQueue,
  now: Date,
  outbox: Outbox | null = null,
): Promise<number> {
  return lapse(writes, injonctionWorkflow, 'constaterCarenceInjonction', now, outbox);
}
