import { watchFile, unwatchFile } from 'node:fs';

/**
 * Calls back when a file's content may have changed. Polls: it works on every file system, through
 * symbolic links and when a file is replaced by another, which notification does not.
 * @returns what ends the watching.
 */
export function watchFiles(paths: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  const changed = (): void => {
    if (timer) clearTimeout(timer);
    // Both files often change together, and a file is often written in several parts.
    timer = setTimeout(onChange, 150);
  };
  for (const path of paths) watchFile(path, { interval: 500, persistent: false }, changed);
  return () => {
    if (timer) clearTimeout(timer);
    for (const path of paths) unwatchFile(path, changed);
  };
}
