import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { keysAt } from '../../../schema/keys/read-keys.js';
import { TrialKey } from '../../../schema/partner/trial-key.js';
import { Authority } from '../../harness/authority.js';

const partner = new Authority('Autorité du partenaire');
const others = new Authority('Autre autorité');
const key = TrialKey.generate();
let server: Server;
let url = '';

beforeAll(async () => {
  const { cert, key: secret } = partner.issue('localhost');
  server = createServer({ cert, key: secret }, ({ url: path }, response) => {
    if (path === '/moved') response.writeHead(302, { location: '/jwks.json' });
    response.end(JSON.stringify(key.keySet));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
  partner.remove();
  others.remove();
});

const signedWith = { alg: 'EdDSA', kid: key.kid };

it('reads keys over https by the authority that is named, and by no variable of Node’s', async () => {
  const read = await keysAt(`${url}/jwks.json`, () => ({ ca: partner.pem }))();
  expect(read?.fitting(signedWith)).toHaveLength(1);
});

it.each([
  [
    'an authority that nobody named',
    '/jwks.json',
    undefined,
    'unreachable',
    /CERT|ISSUER|SIGNATURE/,
  ],
  ['another than the one named', '/jwks.json', others, 'unreachable', /CERT|ISSUER|SIGNATURE/],
  ['a place that leads elsewhere', '/moved', partner, 'status', /302/],
])('reads none by %s', async (_, path, authority, reason, detail) => {
  const reading = keysAt(`${url}${path}`, () => (authority ? { ca: authority.pem } : {}))();
  await expect(reading).rejects.toMatchObject({
    reason,
    detail: expect.stringMatching(detail),
  });
});

it('believes an authority from the moment it is another', async () => {
  let ca = others.pem;
  const read = keysAt(`${url}/jwks.json`, () => ({ ca }));
  await expect(read()).rejects.toMatchObject({ reason: 'unreachable' });
  ca = partner.pem;
  expect((await read())?.fitting(signedWith)).toHaveLength(1);
});
