/** What a database address may look like, for messages. */
const sqlForms = 'mysql://user:password@host:3306/base or mariadb://…';

/** A database address once read. It may hold a password: never to be printed. */
export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'mysql' | 'mariadb';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
      /** `?socket=PATH`: instead of host and port. */
      readonly socketPath: string | null;
    };

/** @param before the other forms that the reader of the message may write. */
export function databaseForms(before: string): string {
  return `expected ${before}, ${sqlForms}`;
}

/** `sqlite:PATH`, `mysql://…` or `mariadb://…`; null: neither. */
export function readDatabaseUrl(url: string): DatabaseAddress | null {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    return path === '' ? null : { kind: 'sqlite', path };
  }
  const kind = /^(mysql|mariadb):\/\/[^/]+\/[^/]+$/.exec(url)?.[1];
  if ((kind !== 'mysql' && kind !== 'mariadb') || !URL.canParse(url)) return null;
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    kind,
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    socketPath: searchParams.get('socket'),
  };
}
