/** What a database address may look like, for messages. */
const sqlForms =
  'mysql://user:password@host:3306/base or mariadb://… (with ?socket=/path instead of a host)';

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

/** `sqlite:PATH`, `mysql://…` or `mariadb://…`; null: not, or not to be used as it is. */
export function readDatabaseUrl(url: string): DatabaseAddress | null {
  const read = parseDatabaseUrl(url);
  return 'address' in read ? read.address : null;
}

/** @returns a fault that repeats nothing of the address but the names of its parameters; null: no such form. */
export function parseDatabaseUrl(
  url: string,
): { readonly address: DatabaseAddress } | { readonly fault: string | null } {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    if (path === '') return { fault: null };
    if (/[?#]/.test(path))
      return { fault: 'a path with "?" or "#" is given; sqlite takes neither' };
    return { address: { kind: 'sqlite', path } };
  }
  const kind = /^(mysql|mariadb):\/\//.exec(url)?.[1];
  if ((kind !== 'mysql' && kind !== 'mariadb') || !URL.canParse(url)) return { fault: null };
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(url);
  if (hash !== '') return { fault: 'a "#" is given; write %23 where it belongs to the password' };
  const parameters = parameterFault(searchParams);
  if (parameters !== null) return { fault: parameters };
  const socketPath = searchParams.get('socket');
  const base = pathname.slice(1);
  if (base === '' || base.includes('/') || (hostname === '' && socketPath === null)) {
    return { fault: null };
  }
  try {
    return {
      address: {
        kind,
        host: hostname,
        port: Number(port || 3306),
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
        database: decodeURIComponent(base),
        socketPath,
      },
    };
  } catch {
    return { fault: 'a "%" that stands for nothing is given; write %25' };
  }
}

function parameterFault(parameters: URLSearchParams): string | null {
  for (const [name, value] of parameters) {
    if (/^ssl|^tls/i.test(name)) {
      return `the parameter "${name}" is given; connections are not encrypted: unset it, and reach the database over its socket or a network of its own`;
    }
    if (name !== 'socket') return `an unknown parameter "${name}" is given; only "socket" is known`;
    if (parameters.getAll(name).length > 1) return 'the parameter "socket" is given twice';
    if (!value.startsWith('/')) return 'the parameter "socket" is no absolute path';
  }
  return null;
}
