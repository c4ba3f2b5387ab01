import { toCsv } from './rows.js';
import type { Table } from './tables.js';

/** Gives the table to the browser as a file; nothing leaves the machine. */
export function downloadCsv(name: string, table: Pick<Table, 'colonnes' | 'lignes'>): void {
  const url = URL.createObjectURL(new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replaceAll(/[^\w.-]/g, '-')}.csv`;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
