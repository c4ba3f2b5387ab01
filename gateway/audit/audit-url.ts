import { databaseForms, readDatabaseUrl } from '../../schema/process/database-url.js';

/** Null, or what is wrong with an `AUDIT_URL`. It may hold a password: it is not repeated. */
export function auditUrlFault(url: string): string | null {
  if (/^file:./.test(url) || readDatabaseUrl(url)) return null;
  return databaseForms('file:PATH, sqlite:PATH');
}
