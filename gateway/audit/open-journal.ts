import { closeToOthers } from '../../schema/process/private-file.js';
import { openFileStore } from './file-store.js';
import { JournalHealth, type HealthListener } from './journal-health.js';
import { ChainedJournal, type Journal } from './journal.js';

/** @param url one that `auditUrlFault` has nothing against. @throws when it cannot be opened. */
export async function openJournal(url: string, listener?: HealthListener): Promise<Journal> {
  const health = new JournalHealth(listener);
  const path = /^(?:file|sqlite):(.+)$/.exec(url)?.[1] ?? ':memory:';
  const open = path === ':memory:' ? null : closeToOthers(path);
  if (open !== null) listener?.onOpenFile?.(open);
  if (url.startsWith('file:')) {
    return new ChainedJournal(openFileStore(path), health);
  }
  // Drivers are loaded where they are needed.
  const { openDatabaseStore } = await import('./database-store.js');
  return new ChainedJournal(await openDatabaseStore(url), health);
}
