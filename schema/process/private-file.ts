import { chmodSync, closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import { ensureFolder } from './ensure-folder.js';

/** What a database or a journal keeps beside its file. */
const companions = ['', '-wal', '-shm', '-journal'];
const ofOthers = 0o077;

/**
 * Makes a file that holds personal data, and its folder, where they are not there; and takes them
 * from everybody but their owner where they are. SQLite gives its `-wal` and `-shm` the file's mode.
 * @returns what could not be closed to others, for the log; null: nothing is open.
 * @throws the file system's error where the file can be neither read nor made.
 */
export function closeToOthers(path: string): string | null {
  const folder = dirname(resolve(path));
  ensureFolder(folder);
  const open = [narrowFolder(folder)];
  closeSync(openSync(path, 'a', 0o600));
  for (const end of companions) open.push(narrow(path + end, 0o600));
  const left = open.filter((file) => file !== null);
  return left.length === 0 ? null : `others can get at ${left.join(', ')}: chmod it`;
}

/** A folder that holds other things too is not ours to close. */
function narrowFolder(folder: string): string | null {
  const { mode } = statSync(folder);
  if ((mode & ofOthers) === 0) return null;
  const isOurs = readdirSync(folder).every((name) => /\.(sqlite|db|jsonl)(-\w+)?$/.test(name));
  return isOurs ? narrow(folder, 0o700) : folder;
}

function narrow(path: string, mode: number): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  // A device is nobody's file, and Windows has no such modes.
  if (!found || process.platform === 'win32' || !(found.isFile() || found.isDirectory()))
    return null;
  if ((found.mode & ofOthers) === 0) return null;
  try {
    chmodSync(path, mode);
    return null;
  } catch {
    return basename(path);
  }
}
