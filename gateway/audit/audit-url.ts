/** Null, or what is wrong with an `AUDIT_URL`. It may hold a password: it is not repeated. */
export function auditUrlFault(url: string): string | null {
  if (/^(?:file|sqlite):./.test(url)) return null;
  if (/^(?:mysql|mariadb):\/\/[^/]+\/[^/]+$/.test(url) && URL.canParse(url)) return null;
  return 'expected file:PATH, sqlite:PATH, mysql://user:password@host:3306/base or mariadb://…';
}
