import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadSigningKey } from '../../gateway/identity/signing-key.js';
import { SmallGateway } from '../harness/small-gateway.js';
import { SubgraphProcess } from '../harness/subgraph-process.js';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-requetes-'));
const signingKey = join(folder, 'cle.json');
const convention = fileURLToPath(new URL('../../../schema/convention.yaml', import.meta.url));
const sdl = `type Query { signataires: [Signataire!] @authenticated }
  type Signataire @key(fields: "id") @authenticated { id: ID! }`;
const query = '{ signataires { id } }';

let owner: SubgraphProcess;

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(signingKey, JSON.stringify(privateKey.export({ format: 'jwk' })));
  const jwks = join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify({ keys: [loadSigningKey(signingKey).publicJwk] }));
  owner = await SubgraphProcess.start('convention', {
    GATEWAY_JWKS: jwks,
    CONVENTION: convention,
    REQUIRE_SIGNED_REQUEST_ID: 'true',
    LOG_LEVEL: 'info',
  });
});

afterAll(async () => {
  await owner.stop();
  rmSync(folder, { recursive: true });
});

async function asking(
  signs: boolean,
  work: (gateway: SmallGateway) => Promise<void>,
): Promise<void> {
  const gateway = await SmallGateway.start({
    subgraphs: { convention: { sdl, url: owner.url } },
    environment: { GATEWAY_SIGNING_KEY: signingKey, SIGN_REQUEST_IDS: String(signs) },
  });
  try {
    await work(gateway);
  } finally {
    await gateway.stop();
  }
}

it('lets an owner write down ids of requests that the gateway signed, one for each', async () => {
  await asking(true, async (gateway) => {
    for (let time = 0; time < 3; time += 1) {
      const { body } = await gateway.ask({ query });
      expect(body.errors).toBeUndefined();
      expect(body.data).toEqual({ signataires: expect.arrayContaining([{ id: 'ekidom' }]) });
    }
  });
  const ids = [...owner.log.matchAll(/"requete":"([\w-]+)".*a request was let in/g)];
  expect(new Set(ids.map(([, id]) => id)).size).toBe(3);
});

it('lets the same owner refuse a gateway that signs none', async () => {
  await asking(false, async (gateway) => {
    const { body } = await gateway.ask({ query });
    expect(body.data).toEqual({ signataires: null });
    expect(body.errors).toHaveLength(1);
  });
  expect(owner.log).toContain('no signed request id');
});
