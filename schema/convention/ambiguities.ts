import { reportSharedKeys } from './shared-keys.js';
import { reportSharedStock } from './shared-stock.js';
import type { ConventionFile } from './convention-file.js';
import type { ConventionFault } from './convention.js';
import type { KeysOf } from '../keys/key-prints.js';

/**
 * What leaves open who speaks for whom, or whose rows are whose. Rights can still be computed and
 * compared, but nobody should be served by such a file: `convention check` refuses it, and so does a
 * gateway in production.
 * @param folder against which relative paths of key files are resolved.
 */
export function ambiguitiesOf(
  file: ConventionFile,
  folder: string,
  keysOf: KeysOf,
): readonly ConventionFault[] {
  const found: ConventionFault[] = [];
  const report = (path: Parameters<ConventionFile['faultAt']>[0], message: string): void =>
    void found.push(file.faultAt(path, message));
  reportSharedKeys(file, folder, keysOf, report);
  reportSharedStock(file, report);
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}
