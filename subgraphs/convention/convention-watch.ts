import { statSync } from 'node:fs';
import type { Convention } from '../../schema/convention/convention.js';
import { loadConvention, printFaults } from '../../schema/convention/load-convention.js';

/** The convention in force: always the last good version of its file. */
export interface CurrentConvention {
  readonly current: () => Convention;
  readonly close: () => void;
}

/**
 * Reads the file and follows its changes. A faulty new version is refused, said to `warn`, and the
 * last good one stays.
 * @throws when the first version has faults, with all of them.
 */
export async function followConvention(
  path: string,
  warn: (message: string) => void,
  interval = 1000,
): Promise<CurrentConvention> {
  // Taken before the first reading: a change during it must count as one.
  let seen = versionOf(path);
  const first = await loadConvention(path);
  if ('faults' in first) {
    throw new Error(
      ['the convention file has faults', ...printFaults(path, first.faults)].join('\n'),
    );
  }
  let { convention } = first;
  const reload = async (): Promise<void> => {
    const next = await loadConvention(path);
    if ('faults' in next) {
      warn(
        ['the new convention file is refused, the last good one stays in force']
          .concat(printFaults(path, next.faults))
          .join('\n'),
      );
    } else {
      convention = next.convention;
    }
  };
  // Polls the path: editors and mounted secrets replace the file, which a watch on it would miss.
  let reloading = Promise.resolve();
  const timer = setInterval(() => {
    const version = versionOf(path);
    if (version === seen) return;
    seen = version;
    reloading = reloading.then(reload);
  }, interval);
  timer.unref();
  return { current: () => convention, close: () => clearInterval(timer) };
}

function versionOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'absent';
  }
}
