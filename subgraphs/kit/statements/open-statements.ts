import type { DataSource } from 'typeorm';
import { readDatabaseUrl } from '../../../schema/process/database-url.js';
import { EmbeddedStatements } from './embedded-statements.js';
import { ServerStatements } from './server-statements.js';
import type { Statements } from './statements.js';

/**
 * @param url as `openDataSource` took it.
 * @param seconds how long a statement may take.
 */
export function openStatements(dataSource: DataSource, url: string, seconds: number): Statements {
  const address = readDatabaseUrl(url);
  if (!address) throw new Error('not the address of a database');
  return address.kind === 'sqlite'
    ? new EmbeddedStatements(dataSource, address.path, seconds)
    : new ServerStatements(dataSource, address, seconds);
}
