import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { kinds, partners } from '../../../subgraphs/import/imports.js';

const page = readFileSync(
  fileURLToPath(new URL('../../../../docs/partner-data.md', import.meta.url)),
  'utf8',
);

it('shows every column of every file as the import reads it', async () => {
  const ofAll = await Promise.all(
    Object.entries(partners).map(async ([partner, load]) =>
      Object.entries((await load()).files).map(
        ([kind, { columns }]) => [`${partner} ${kind}`, columns] as const,
      ),
    ),
  );
  for (const [named, columns] of ofAll.flat()) {
    const section =
      page.split('\n### ').find((text) => text.split('\n')[0]?.includes(`\`${named}\``)) ?? '';
    const shown = [
      ...(section.split(/\n##/)[0] ?? '').matchAll(/^\| `([^`]+)` +\| (oui)? +\| (.+?) +\|$/gm),
    ];
    expect({ named, shown: shown.map(([, ...cells]) => cells) }).toEqual({
      named,
      shown: Object.values(columns).map(({ header, required, about }) => [
        header,
        required ? 'oui' : undefined,
        about,
      ]),
    });
  }
});

it('offers on the command line what the partners take in', async () => {
  const all = await Promise.all(Object.values(partners).map((partner) => partner()));
  const offered = new Set(all.flatMap(({ files }) => Object.keys(files)));
  expect([...offered].toSorted()).toEqual([...kinds].toSorted());
});
