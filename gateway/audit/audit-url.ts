import { databaseForms, parseDatabaseUrl } from '../../schema/process/database-url.js';

/** Null, or what is wrong with an `AUDIT_URL`. It may hold a password: it is not repeated. */
export function auditUrlFault(url: string): string | null {
  if (/^file:./.test(url)) {
    return /[?#]/.test(url) ? 'a path with "?" or "#" is given; a file takes neither' : null;
  }
  const read = parseDatabaseUrl(url);
  return 'address' in read ? null : (read.fault ?? databaseForms('file:PATH, sqlite:PATH'));
}
