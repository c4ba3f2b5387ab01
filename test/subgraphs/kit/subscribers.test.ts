import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { readSubscribers } from '../../../subgraphs/kit/outbox/subscribers.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-abonnes-'));
const file = join(folder, 'abonnes.json');
const secret = 's'.repeat(32);
const ekidom = { signataire: 'ekidom', url: 'https://ekidom.example/avis', secret };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function reading(content: string) {
  writeFileSync(file, content);
  return readSubscribers(file);
}

it('reads who is told, where, and the secret', () => {
  expect(reading(JSON.stringify([ekidom]))).toEqual(new Map([['ekidom', ekidom]]));
});

it('says every fault by its entry, and repeats no value', () => {
  const faulty = [
    ekidom,
    { ...ekidom, signataire: 'Ekidom !' },
    ekidom,
    { ...ekidom, signataire: 'sem-hpc', url: 'ftp://secret.example' },
    { ...ekidom, signataire: 'sem-hpc', secret: 'court-secret' },
    null,
  ];
  const read = reading(JSON.stringify(faulty));
  expect(read).toEqual({
    faults: [
      'entry 2: "signataire" is not the id of a signatory',
      'entry 3: this signatory stands there twice',
      expect.stringMatching(/^entry 4: "url": a URL of the kind "ftp:" is given/),
      expect.stringMatching(/^entry 5: "secret": expected 32 characters or more/),
      'entry 6: "signataire" is not the id of a signatory',
    ],
  });
  expect(JSON.stringify(read)).not.toMatch(/secret\.example|court-secret/);
});

it('says what it is that cannot be read', () => {
  expect(reading('{}')).toEqual({ faults: [expect.stringContaining('expected a list')] });
  expect(reading('[')).toEqual({ faults: ['the file cannot be read (it holds no JSON)'] });
  expect(readSubscribers(join(folder, 'absent'))).toEqual({
    faults: ['the file cannot be read (ENOENT)'],
  });
});
