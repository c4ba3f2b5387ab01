/**
 * A thread of the planning process, because its main thread may never come back from an operation: ends
 * the process when an operation takes too long, when it outgrows its memory, native memory included, or
 * when the gateway is gone.
 */
import process from 'node:process';
import { workerData } from 'node:worker_threads';
import { overtime, overweight, type WatchedProcess } from './planning-messages.js';

const { parent, memory, time, begun } = workerData as WatchedProcess;
/** Milliseconds. In one of these the planner was seen to grow by some 30 MB. */
const interval = 50;

setInterval(() => {
  const [at = 0] = begun;
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() > memory * 1024 * 1024) {
    process.kill(process.pid, overweight);
  } else if (at > 0 && processorTime() - at > time) {
    process.kill(process.pid, overtime);
  }
}, interval);

/** Milliseconds of the whole process: an operation is not at fault when others use the processor. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function isOrphan(): boolean {
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
}
