import process from 'node:process';
import { createConnection, type Connection } from 'mysql2/promise';

export interface MariaDb {
  /** `DATABASE_URL` of a new, empty database. */
  createDatabase(): Promise<string>;
  /** The same database for an account that has only these rights on it. */
  limitedTo(url: string, rights: string): Promise<string>;
}

let count = 0;
/** Others may make databases on the same server. */
const nextName = (kind: string): string => `${kind}_${process.pid}_${++count}`;

/** Makes databases on the server behind this socket. */
export function databasesAt(socket: string): MariaDb {
  const asRoot = async (...statements: readonly string[]): Promise<void> => {
    const connection = await connectTo(socket);
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  };
  return {
    createDatabase: async () => {
      const name = nextName('essai');
      await asRoot(`CREATE DATABASE ${name}`);
      return `mariadb://root@localhost/${name}?socket=${encodeURIComponent(socket)}`;
    },
    limitedTo: async (url, rights) => {
      const account = nextName('limite');
      const database = new URL(url).pathname.slice(1);
      await asRoot(
        `CREATE USER ${account}@localhost IDENTIFIED BY 'mot'`,
        `GRANT ${rights} ON ${database}.* TO ${account}@localhost`,
      );
      return url.replace('//root@', `//${account}:mot@`);
    },
  };
}

export function connectTo(socketPath: string): Promise<Connection> {
  return createConnection({ socketPath, user: 'root' });
}
