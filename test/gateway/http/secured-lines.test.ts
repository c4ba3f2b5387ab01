import 'reflect-metadata';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Query, Resolver } from 'type-graphql';
import { TrialKey } from '../../../schema/partner/trial-key.js';
import { Authentifie } from '../../../subgraphs/kit/portee.js';
import { serve, type RunningSubgraph } from '../../../subgraphs/kit/serve.js';
import { subgraph } from '../../../subgraphs/kit/subgraph.js';
import { Authority, type Issued } from '../../harness/authority.js';
import { SmallGateway } from '../../harness/small-gateway.js';

/** What no answer may hold that came over a line nobody can believe. */
const value = 'valeur-du-partenaire';

@Resolver()
class Fields {
  @Query(() => String, { nullable: true })
  @Authentifie()
  bon(): string {
    return value;
  }
}

const key = TrialKey.generate();
const partners = new Authority('Autorité du partenaire');
const ours = new Authority('Autorité de la passerelle');
const others = new Authority('Autre autorité');
const folder = mkdtempSync(join(tmpdir(), 'passerelle-liaisons-'));
const subgraphs: RunningSubgraph[] = [];
const gateways: SmallGateway[] = [];

beforeAll(() => {
  write('jwks.json', JSON.stringify(key.keySet));
  write('cle.json', JSON.stringify(key.privateJwk));
});

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await Promise.all(subgraphs.map((running) => running.stop()));
  for (const authority of [partners, ours, others]) authority.remove();
  rmSync(folder, { recursive: true });
});

/** At once, as a renewed secret comes. */
function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(`${path}.draft`, text);
  renameSync(`${path}.draft`, path);
  return path;
}

function files(name: string, { cert, key }: Issued): { cert: string; key: string } {
  return { cert: write(`${name}.pem`, cert), key: write(`${name}-key.pem`, key) };
}

/** A subgraph of the kit that is called `bon` and has the field `bon`. @returns its address. */
async function start(name: string, issued: Issued, clientCa: Authority): Promise<string> {
  const running = await serve(
    subgraph({
      name: 'bon',
      defaultPort: 0,
      about: 'Essai',
      resolvers: [Fields],
      entities: [],
      migrations: [],
    }),
    {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: null,
      gatewayJwks: join(folder, 'jwks.json'),
      logLevel: 'silent',
      shutdownTimeout: 8,
      tls: { ...files(name, issued), clientCa: write(`${name}-clients.pem`, clientCa.pem) },
    },
  );
  subgraphs.push(running);
  return `${running.url.replace('127.0.0.1', 'localhost')}/graphql`;
}

async function gatewayTo(
  lines: Readonly<Record<string, { url: string; more?: Readonly<Record<string, string>> }>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<SmallGateway> {
  const written = Object.entries(lines).map(([name, { url, more }]) => [name, { url, ...more }]);
  const gateway = await SmallGateway.start({
    subgraphs: Object.fromEntries(
      Object.entries(lines).map(([name, { url }]) => [
        name,
        { url, sdl: `type Query { ${name}: String @authenticated }` },
      ]),
    ),
    files: {
      'lignes.json': JSON.stringify({ subgraphs: Object.fromEntries(written) as unknown }),
    },
    environment: {
      GATEWAY_SIGNING_KEY: join(folder, 'cle.json'),
      SUBGRAPHS: 'lignes.json',
      ...environment,
    },
  });
  gateways.push(gateway);
  return gateway;
}

describe('a line', () => {
  it('is opened to the right pair alone; each other is named for what it is', async () => {
    const good = await start('serveur', partners.issue('localhost'), ours);
    const expired = await start('expire', partners.issue('localhost', -1), ours);
    const ca = write('partenaire-ca.pem', partners.pem);
    const client = files('passerelle', ours.issue('passerelle'));
    const foreign = files('etranger', others.issue('passerelle'));
    const gateway = await gatewayTo(
      {
        bon: { url: good, more: client },
        autorite: {
          url: `${good}?autorite`,
          more: { ...client, ca: write('autre-ca.pem', others.pem) },
        },
        expire: { url: expired, more: { ...client, ca } },
        nom: { url: good.replace('localhost', '127.0.0.1'), more: { ...client, ca } },
        muet: { url: `${good}?muet`, more: { ca } },
        etranger: { url: `${good}?etranger`, more: { ...foreign, ca } },
        systeme: { url: `${good}?systeme`, more: client },
      },
      // Neither opens what its own authority does not.
      { SUBGRAPH_CA_BON: ca, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: others.path },
    );
    const told: [string, unknown][] = [];
    for (const name of ['bon', 'autorite', 'expire', 'nom', 'muet', 'etranger', 'systeme']) {
      const { body, text } = await gateway.ask({ query: `{ ${name} }` });
      if (name !== 'bon') expect(text).not.toContain(value);
      const line = body.errors?.[0]?.extensions.correlationId;
      if (line !== undefined) await gateway.process.untilLogged(line);
      const logged = gateway.process.log.split('\n').find((entry) => entry.includes(line ?? '?'));
      told.push([name, body.data?.[name] ?? /"cause":"([^"]+)"/.exec(logged ?? '')?.[1]]);
    }
    expect(told).toEqual([
      ['bon', value],
      ['autorite', 'unknown-ca'],
      ['expire', 'certificate-expired'],
      ['nom', 'certificate-name'],
      ['muet', 'client-certificate-wanted'],
      ['etranger', 'client-certificate-refused'],
      ['systeme', 'unknown-ca'],
    ]);
    const metrics = await (await fetch(`${gateway.process.url}/metrics`)).text();
    expect(metrics).toMatch(
      /passerelle_subgraph_failures_total\{subgraph="etranger",cause="client-certificate-refused"\} 1/,
    );
  });

  it('is not opened while files, variables or addresses do not go together', async () => {
    const ca = write('ca.pem', partners.pem);
    const { cert } = files('un', ours.issue('un'));
    const { key: wrongKey } = files('deux', ours.issue('deux'));
    const https = 'https://127.0.0.1:9/graphql';
    const refusal = async (
      more: Readonly<Record<string, string>>,
      environment: Readonly<Record<string, string>> = {},
      url = https,
    ): Promise<string> =>
      gatewayTo({ bon: { url, more } }, environment).then(
        () => 'it started',
        (error: unknown) => (error as Error).message,
      );
    expect(await refusal({ ca: write('vide.pem', 'rien') })).toContain('holds no certificate');
    expect(await refusal({ ca: join(folder, 'absent.pem') })).toContain('(ENOENT)');
    expect(await refusal({ cert, key: wrongKey })).toContain('is not for the key in');
    expect(await refusal({ cert })).toContain('cert and key belong together');
    expect(await refusal({ ca }, { SUBGRAPH_CA_BON: ca })).toContain('keep one of them');
    expect(await refusal({ ca }, {}, 'http://127.0.0.1:9/graphql')).toContain('plain address');
    expect(await refusal({}, { SUBGRAPH_CA_BONN: ca })).toContain('names no subgraph');
    expect(await refusal({}, { GATEWAY_TLS_CERT: cert })).toContain('GATEWAY_TLS_KEY is not given');
    expect(await refusal({ ca }, { ENGINE: 'apollo' })).toContain('ENGINE=passerelle');
  });
});

describe('certificates that change while a gateway asks', () => {
  it('take one another’s place without a lost request, and a faulty one takes none', async () => {
    const url = await start('rotation', partners.issue('localhost'), ours);
    const ca = write('rotation-ca.pem', partners.pem);
    const client = files('rotation-client', ours.issue('passerelle'));
    const gateway = await gatewayTo(
      { bon: { url } },
      {
        SUBGRAPH_CA_BON: ca,
        GATEWAY_TLS_CERT: client.cert,
        GATEWAY_TLS_KEY: client.key,
      },
    );
    const { process } = gateway;
    const next = new Authority('suivante');
    const nextOurs = new Authority('Autorité suivante de la passerelle');
    let asked = 0;
    const failed: string[] = [];
    const ask = async (): Promise<void> => {
      asked += 1;
      const { body, text } = await gateway.ask({ query: '{ bon }' });
      if (body.data?.['bon'] !== value) failed.push(text);
    };
    let done = false;
    const load = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!done || asked < 200) await ask();
      }),
    );
    const untilInForce = async (change: () => void, line = 'new certificates are in force') => {
      const before = process.log.split(line).length;
      change();
      for (let attempt = 0; process.log.split(line).length === before; attempt += 1) {
        if (attempt > 400) throw new Error(`not in the log: ${line}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    try {
      await untilInForce(() => write('rotation-ca.pem', partners.pem + next.pem));
      write('rotation-clients.pem', ours.pem + nextOurs.pem);
      files('rotation', next.issue('localhost'));
      await eventually(async () => (await shownBy(url)) === 'suivante');
      await untilInForce(() => files('rotation-client', nextOurs.issue('passerelle')));
      await untilInForce(() => write('rotation-ca.pem', next.pem));
      const refused = 'new certificates were refused';
      await untilInForce(() => write('rotation-ca.pem', 'rien'), refused);
      await untilInForce(() => write('rotation-client-key.pem', 'rien'), refused);
      await ask();
    } finally {
      done = true;
      await load;
      next.remove();
      nextOurs.remove();
    }
    expect({ failed, enough: asked >= 200 }).toEqual({ failed: [], enough: true });
    expect(process.log).not.toContain('PRIVATE KEY');
  });
});

/** Who issued the certificate that a server shows. */
function shownBy(url: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(
      { port: Number(port), host: '127.0.0.1', rejectUnauthorized: false },
      () => {
        resolve(String(socket.getPeerCertificate().issuer.CN));
        socket.destroy();
      },
    );
    socket.once('error', reject);
  });
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come about');
}
