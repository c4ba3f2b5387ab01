import { openFileStore } from './file-store.js';
import { ChainedJournal, type Journal } from './journal.js';

/** @param url one that `auditUrlFault` has nothing against. @throws when it cannot be opened. */
export async function openJournal(url: string): Promise<Journal> {
  if (url.startsWith('file:')) return new ChainedJournal(openFileStore(url.slice('file:'.length)));
  // Drivers are loaded where they are needed.
  const { openDatabaseStore } = await import('./database-store.js');
  return new ChainedJournal(await openDatabaseStore(url));
}
