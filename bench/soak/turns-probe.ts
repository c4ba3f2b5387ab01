/**
 * Loaded first into the gateway that is measured: writes down, again and again, how long its event
 * loop was busy at a stretch, in processor time of its own. What other processes take from it, on
 * cores they share, is not in it. Environment: `SOAK_TURNS` names the file.
 */
import { writeFileSync } from 'node:fs';
import { setInterval as everySoOften } from 'node:timers';

const tick = 10;
const writeEvery = 1_000;
const file = process.env['SOAK_TURNS'] ?? '';
/** Milliseconds of each stretch since the process began, those below one tick left out. */
const turns: number[] = [];
let before = process.threadCpuUsage();

everySoOften(() => {
  const { user, system } = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  const milliseconds = (user + system) / 1_000;
  if (milliseconds > tick) turns.push(milliseconds);
}, tick).unref();
everySoOften(() => {
  writeFileSync(file, JSON.stringify(turns));
}, writeEvery).unref();
