import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { readServiceAccounts } from '../../../subgraphs/kit/delivery/service-accounts.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-comptes-'));
const file = join(folder, 'comptes.json');
const parquet = {
  signataire: 'parquet-poitiers',
  passerelle: 'https://passerelle.example/graphql',
  jetons: 'https://parquet.example/token',
  client: 'registre',
  secret: 'mot-de-passe',
};

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function reading(content: string) {
  writeFileSync(file, content);
  return readServiceAccounts(file);
}

it('reads under which account a signatory acts, and where', () => {
  expect(reading(JSON.stringify([parquet]))).toEqual(new Map([['parquet-poitiers', parquet]]));
});

it('says every fault by its entry, and repeats no value', () => {
  const read = reading(
    JSON.stringify([
      parquet,
      parquet,
      { ...parquet, signataire: 'Parquet !' },
      { ...parquet, signataire: 'a', passerelle: 'ftp://cache.example' },
      { ...parquet, signataire: 'b', jetons: undefined },
      { ...parquet, signataire: 'c', secret: '' },
    ]),
  );
  expect(read).toEqual({
    faults: [
      'entry 2: this signatory stands there twice',
      'entry 3: "signataire" is not the id of a signatory',
      expect.stringMatching(/^entry 4: "passerelle": /),
      expect.stringMatching(/^entry 5: "jetons": /),
      'entry 6: "secret" is missing',
    ],
  });
  expect(JSON.stringify(read)).not.toMatch(/cache\.example|mot-de-passe/);
});

it('says what it is that cannot be read', () => {
  expect(reading('{}')).toEqual({ faults: [expect.stringContaining('expected a list')] });
  expect(readServiceAccounts(join(folder, 'absent'))).toEqual({
    faults: ['the file cannot be read (ENOENT)'],
  });
});
