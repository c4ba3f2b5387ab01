import process from 'node:process';
import type { Progress } from './run-import.js';

const betweenMs = 100;
const betweenLinesMs = 5_000;

/** A bar at a terminal; elsewhere a line now and then. On stderr: what is printed is the outcome. */
export function progressOn(stream: NodeJS.WriteStream = process.stderr): Progress {
  const began = performance.now();
  let last = began;
  return ({ lines, share }) => {
    const now = performance.now();
    if (now - last < (stream.isTTY ? betweenMs : betweenLinesMs)) return;
    last = now;
    const rate = Math.round((lines / (now - began)) * 1_000);
    const said = `${Math.round(100 * share)} %, ${lines} lignes, ${rate} lignes/s`;
    stream.write(stream.isTTY ? `\r${bar(share)} ${said}  ` : `${said}\n`);
  };
}

function bar(share: number): string {
  const width = 30;
  const full = Math.round(width * Math.min(1, share));
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`;
}
