import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

/** Processor time so far in milliseconds, by what a process does: those below this one, however deep. */
export function timesBelow(): ReadonlyMap<string, number> {
  const parents = new Map<number, number>();
  const times = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = read(`/proc/${entry}/stat`);
    // The name, in brackets, may hold spaces; the parent is the 2nd after it, times the 12th and 13th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(Number(entry), Number(fields[1]));
    times.set(Number(entry), (Number(fields[11]) + Number(fields[12])) * 10);
  }
  const sums = new Map<string, number>();
  for (const [pid, time] of times) {
    if (!isBelow(pid, parents)) continue;
    const name = nameOf(read(`/proc/${pid}/cmdline`).split('\0'));
    sums.set(name, (sums.get(name) ?? 0) + time);
  }
  return sums;
}

function isBelow(pid: number, parents: ReadonlyMap<number, number>): boolean {
  let at = parents.get(pid);
  while (at !== undefined && at > 1) {
    if (at === process.pid) return true;
    at = parents.get(at);
  }
  return false;
}

/** It may have ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function nameOf(command: readonly string[]): string {
  const place = command.findIndex((part) => part.endsWith('.js') && !part.startsWith('file:'));
  const main = command[place] ?? command[0] ?? '';
  if (main.endsWith('mariadbd')) return 'database';
  if (main.includes('/subgraphs/main') || main.includes('stock-subgraph')) {
    return command[place + 1] ?? '';
  }
  if (main.endsWith('/gateway/main.js') || main.endsWith('/stock.js')) return 'gateway';
  if (main.includes('planning-child')) return 'planning';
  if (main.includes('/reading-process') || main.includes('/statements/')) return 'reading';
  return main.split('/').at(-1) ?? '';
}
