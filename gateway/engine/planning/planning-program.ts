/**
 * The planning process: is given a supergraph once, then operations one after the other. It may die of
 * any of them; nobody else lives here.
 */
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import process from 'node:process';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { createOperationPlanner, type OperationPlanner } from './operation-planner.js';
import type {
  ChildOptions,
  PlanningAnswer,
  PlanningQuestion,
  WatchedProcess,
} from './planning-messages.js';

/** Below those who serve, where processors are short. */
const niceness = 5;
const quoted = /"(?:[^"\\]|\\.)*"?/g;

const options = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const begun = new Float64Array(new SharedArrayBuffer(8));
const watched: WatchedProcess = { ...options, begun };
new Worker(new URL('./planning-watchdog.js', import.meta.url), {
  workerData: watched,
  resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
}).unref();
behind();
// Those who stop the gateway signal its whole group; it ends this process itself, when it needs no more.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());

const answer = (message: PlanningAnswer): void => void process.send?.(message);
let planner: OperationPlanner | null = null;

process.on('message', (question: PlanningQuestion) => {
  try {
    if ('supergraph' in question) {
      planner = createOperationPlanner(question.supergraph);
      answer({ ready: planner.schemas });
    } else {
      const { user, system } = process.cpuUsage();
      begun[0] = (user + system) / 1_000;
      answer({ plan: serialize(planner?.plan(question.operation) ?? null) });
    }
  } catch (error) {
    const fault = error instanceof Error ? error.message : 'not an error';
    // A planner's error may quote the operation, and an operation may name a person: it goes to a log.
    answer({ fault: 'supergraph' in question ? fault : fault.replace(quoted, '"…"') });
  }
  begun[0] = 0;
});

/** Where memory or processors run short, this process gives way before any other. */
function behind(): void {
  try {
    setPriority(niceness);
    if (process.platform === 'linux') writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Not allowed here: its own limits hold all the same.
  }
}
