import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/universal';
import type { Column } from '../../ide/src/results/columns.js';
import { masked, type Cell } from '../../ide/src/results/tables.js';
import { workbookOf } from '../../ide/src/results/workbook.js';

const column = (id: string, genre: Column['genre'] = 'texte'): Column => ({
  id,
  titre: id === 'nom' ? '=Nom' : id,
  description: null,
  genre,
  libelles: new Map(),
  heritee: false,
});

const cover = {
  titre: 'Derniers incidents',
  signataire: 'Ékidom',
  source: 'bailleurs',
  date: new Date('2026-11-26T09:30:00Z'),
  finalites: ['Statistiques'],
};

/** The sheet as a spreadsheet reads it: the text of each cell, and the XML as it is. */
async function sheetOf(
  columns: readonly Column[],
  lignes: readonly Readonly<Record<string, Cell>>[],
): Promise<{ rows: readonly (readonly string[])[]; xml: string }> {
  const { data } = workbookOf(cover, '2 lignes sur 8 002', columns, lignes);
  const file = await writeWorkbook(data, { sheet: 'Données' }).toBlob();
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const xml = part('xl/worksheets/sheet1.xml');
  const texts = [...part('xl/sharedStrings.xml').matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>/gs)].map(
    ([, text = '']) => text,
  );
  const rows = [...xml.matchAll(/<row .*?(?:<\/row>|\/>)/gs)].map(([row]) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(?:<is>.*?)?(?:<v>)?(?:<t[^>]*>)?([^<]*))/gs)].map(
      ([, kind = '', value = '']) =>
        kind.includes('t="s"') ? (texts[Number(value)] ?? '') : value,
    ),
  );
  return { rows, xml };
}

describe('a workbook', () => {
  it('says above its table what it answers, from where, when, what for, and how much of it', async () => {
    const { rows } = await sheetOf([column('n', 'nombre')], [{ n: 1.5 }]);
    expect(rows[0]).toEqual(['Derniers incidents']);
    expect(rows[1]?.[0]).toMatch(
      /^Source : bailleurs ; lu par Ékidom le 26\/11\/2026 10:30 ; finalité : Statistiques$/,
    );
    expect(rows[2]?.[0]).toMatch(/^2 lignes sur 8 002 ; /);
    expect(rows.slice(-2)).toEqual([['n'], ['1.5']]);
  });

  it('has numbers and dates as such, and what is masked as a text', async () => {
    const { rows, xml } = await sheetOf(
      [column('n', 'nombre'), column('d', 'date')],
      [
        { n: -3, d: '2026-11-26' },
        { n: masked, d: null },
      ],
    );
    // The number of the day, as spreadsheets count them.
    expect(rows.at(-2)).toEqual(['-3', '46352']);
    expect(rows.at(-1)?.[0]).toBe('&lt; 5 (masqué)');
    expect(xml).not.toContain('<f>');
  });

  it.each(['=1+1', '@SUM(A1)', '-2+3', '＝1', '\u200b=1', '+33 5'])(
    'never has a formula, nor a text that becomes one: %j',
    async (nom) => {
      const { rows, xml } = await sheetOf([column('nom')], [{ nom }]);
      expect(rows.at(-2)).toEqual(["'=Nom"]);
      expect(rows.at(-1)?.[0]).toBe(`'${nom}`);
      expect(xml).not.toContain('<f>');
    },
  );
});
