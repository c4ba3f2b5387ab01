/** The planning thread: is given a supergraph once, then operations one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { createOperationPlanner } from './operation-planner.js';
import type { PlanningAnswer } from './planning-thread.js';

const answer = (message: PlanningAnswer): void => parentPort?.postMessage(message);

const plan = createOperationPlanner(workerData as string);
parentPort?.on('message', (operation: string) => {
  try {
    answer({ plan: plan(operation) });
  } catch (error) {
    answer({ fault: error instanceof Error ? withoutQuotes(error.message) : 'not an error' });
  }
});
answer({ ready: true });

/** A planner's error may quote the operation, and an operation may name a person: it goes to a log. */
function withoutQuotes(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"?/g, '"…"');
}
