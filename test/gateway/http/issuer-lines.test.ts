import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { parseDeployment } from '../../../schema/process/deployment.js';
import { issuerLines } from '../../../gateway/http/issuer-lines.js';
import { SecuredLines } from '../../../gateway/http/secured-lines.js';
import type { Emetteur } from '../../../schema/convention/convention.js';
import { Authority } from '../../harness/authority.js';

const authority = new Authority('Autorité d’un fournisseur d’identité');
const folder = mkdtempSync(join(tmpdir(), 'passerelle-emetteurs-'));
const ca = join(folder, 'ca.pem');
writeFileSync(ca, authority.pem);
const lines = new SecuredLines();

afterAll(() => {
  lines.close();
  authority.remove();
  rmSync(folder, { recursive: true });
});

const issuer = (name: string, jwks: string): [string, Emetteur] => [
  name,
  { issuer: name, audience: 'passerelle', jwks, porteesParDefaut: false },
];
const emetteurs = new Map([
  issuer('https://a.example', 'https://a.example/jwks'),
  issuer('http://127.0.0.1:4010/b', 'http://127.0.0.1:4010/b/jwks'),
]);

function read(text: string) {
  const parsed = parseDeployment(text);
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  return issuerLines(parsed.deployment, { emetteurs }, lines);
}

it('believes an issuer’s keys by the authority of that issuer alone', () => {
  const found = read(`emetteurs: { "https://a.example": { ca: ${ca} } }`);
  if ('faults' in found) throw new Error(found.faults.join('\n'));
  expect(found.pemsOf('https://a.example')).toEqual({ ca: authority.pem });
  expect(found.pemsOf('http://127.0.0.1:4010/b')).toEqual({});
});

it.each([
  ['https://c.example', ca, 'the convention has no issuer "https://c.example"'],
  ['http://127.0.0.1:4010/b', ca, 'has its keys at a plain address or in a file: take ca away'],
  ['https://a.example', `${ca}.absent`, 'cannot be read (ENOENT)'],
])('refuses %s by %s', (name, path, fault) => {
  const found = read(`emetteurs: { "${name}": { ca: ${path} } }`);
  expect('faults' in found && found.faults.join('\n')).toContain(fault);
});
