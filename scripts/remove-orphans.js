import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes what was compiled of sources that are no longer there: a test that was renamed would run
 * on under its old name as well.
 */
export function removeOrphans(sources, compiled) {
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    const path = join(compiled, entry.name);
    const source = join(sources, entry.name);
    if (entry.isDirectory()) {
      removeOrphans(source, path);
      if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
    } else if (/\.js(\.map)?$/.test(entry.name)) {
      const stem = source.replace(/\.js(\.map)?$/, '');
      if (!['.ts', '.tsx', '.js'].some((end) => existsSync(stem + end))) rmSync(path);
    }
  }
}
