import writeWorkbook from 'write-excel-file/universal';
import { download } from './download.js';
import type { Workbook } from './workbook.js';

/** Gives the browser an XLSX file to keep. */
export async function downloadWorkbook(
  name: string,
  { data, widths, above }: Workbook,
): Promise<void> {
  const file = await writeWorkbook(data, {
    sheet: 'Données',
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: above,
  }).toBlob();
  download(`${name}.xlsx`, file, file.type);
}
