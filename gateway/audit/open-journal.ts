import { openFileStore } from './file-store.js';
import { JournalHealth, type HealthListener } from './journal-health.js';
import { ChainedJournal, type Journal } from './journal.js';

/** @param url one that `auditUrlFault` has nothing against. @throws when it cannot be opened. */
export async function openJournal(url: string, listener?: HealthListener): Promise<Journal> {
  const health = new JournalHealth(listener);
  if (url.startsWith('file:')) {
    return new ChainedJournal(openFileStore(url.slice('file:'.length)), health);
  }
  // Drivers are loaded where they are needed.
  const { openDatabaseStore } = await import('./database-store.js');
  return new ChainedJournal(await openDatabaseStore(url), health);
}
