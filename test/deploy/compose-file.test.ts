import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseDocument } from 'yaml';
import { readConfig } from '../../gateway/config.js';
import { parseDeployment, type Deployment } from '../../schema/process/deployment.js';
import { readSubscribers } from '../../subgraphs/kit/outbox/subscribers.js';
import { readServiceAccounts } from '../../subgraphs/kit/delivery/service-accounts.js';
import { composeFaults } from '../harness/compose-schema.js';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: unknown;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly stop_grace_period?: string;
  readonly logging?: { readonly options?: Readonly<Record<string, string>> };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const source = readFileSync('docker-compose.yml', 'utf8');
const document = parseDocument(source, { merge: true });
const compose = document.toJS() as Compose;
const services = Object.entries(compose.services);
const partners = ['ville', 'bailleurs', 'justice'];

function deploymentIn(file: string): Deployment {
  const parsed = parseDeployment(readFileSync(file, 'utf8'));
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  return parsed.deployment;
}

describe('docker-compose.yml', () => {
  it('is YAML without a fault and obeys the schema of compose', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(composeFaults(compose)).toEqual([]);
  });

  it('is held against a schema that refuses what compose refuses', () => {
    expect(composeFaults({ ...compose, services: { ville: { imagge: 'x' } } })).not.toEqual([]);
    expect(composeFaults({ ...compose, services: { ville: { image: 3 } } })).not.toEqual([]);
  });

  it('names only services, networks, volumes and secrets that it declares', () => {
    for (const [, service] of services) {
      expect(Object.keys(compose.services)).toEqual(
        expect.arrayContaining(Object.keys(service.depends_on ?? {})),
      );
      expect(Object.keys(compose.networks)).toEqual(
        expect.arrayContaining([...(service.networks ?? [])]),
      );
      expect(Object.keys(compose.secrets)).toEqual(
        expect.arrayContaining([...(service.secrets ?? [])]),
      );
      for (const volume of service.volumes ?? []) {
        const from = volume.split(':')[0] ?? '';
        if (from.startsWith('.')) expect(existsSync(from)).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(from);
      }
    }
  });

  it('checks the health of every service', () => {
    expect(services.filter(([, { healthcheck }]) => !healthcheck).map(([name]) => name)).toEqual(
      [],
    );
  });

  it.each(partners)('gives %s a MariaDB that only its own subgraph reaches', (partner) => {
    const base = compose.services[`${partner}-base`];
    expect(base?.image).toMatch(/mariadb:\d/);
    expect(base?.networks).toEqual([partner]);
    const onIt = services.filter(([, { networks = [] }]) => networks.includes(partner));
    expect(onIt.map(([name]) => name).toSorted()).toEqual([partner, `${partner}-base`].toSorted());
  });

  it('holds no password: each comes by file', () => {
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|DATABASE_URL|KEY/.test(name) && name !== 'MARIADB_RANDOM_ROOT_PASSWORD') {
          expect(value).toMatch(/^\/run\/secrets\//);
        }
      }
    }
    expect(source).not.toMatch(/:\/\/[^/\s]*:[^/\s]*@/);
  });

  it('gives both gateways an environment that the gateway accepts, one key and a journal each', () => {
    const gateways = ['passerelle-1', 'passerelle-2'].map((name) => compose.services[name]);
    for (const gateway of gateways) {
      const config = readConfig({ ...gateway?.environment, NODE_ENV: 'production' });
      expect(config.signingKey).toBe('/run/secrets/gateway-signing-key');
      const mounted = gateway?.volumes?.find((volume) => volume.includes(':/app/addresses:')) ?? '';
      const file = (config.subgraphs ?? '').replace('addresses', mounted.split(':')[0] ?? '');
      const { urls, operators } = deploymentIn(file);
      expect([...urls.keys()].toSorted()).toEqual(['bailleurs', 'convention', 'justice', 'ville']);
      expect(operators.size).toBe(0);
      for (const url of urls.values())
        expect(Object.keys(compose.services)).toContain(new URL(url).hostname);
    }
    expect(gateways[0]?.environment).toEqual(gateways[1]?.environment);
    expect(gateways[0]?.volumes).not.toEqual(gateways[1]?.volumes);
  });

  it('mounts the folder of the convention, in which a file put in place of another is seen', () => {
    for (const name of ['passerelle-1', 'passerelle-2', 'convention']) {
      const { volumes = [], environment } = compose.services[name] ?? {};
      const [from = '', to = ''] =
        volumes.find((volume) => volume.startsWith('./'))?.split(':') ?? [];
      expect(statSync(from).isDirectory()).toBe(true);
      expect(join('/app', environment?.['CONVENTION'] ?? '').startsWith(`${to}/`)).toBe(true);
    }
  });

  it('gives every subgraph whose acts go on to others their accounts, as a secret', () => {
    // What `ville` brings to others goes to its other operators, of whom there are none here.
    const acting = partners.filter(
      (name) =>
        name !== 'ville' &&
        readFileSync(`subgraphs/${name}/${name}.ts`, 'utf8').includes('\n  delivers: ['),
    );
    expect(acting).toContain('justice');
    expect(acting).toEqual(
      partners.filter((name) => compose.services[name]?.environment?.['SERVICE_ACCOUNTS']),
    );
    for (const name of acting) {
      const { environment, secrets, networks } = compose.services[name] ?? {};
      expect(environment?.['SERVICE_ACCOUNTS']).toBe(`/run/secrets/${name}-service-accounts`);
      expect(secrets).toContain(`${name}-service-accounts`);
      // They are spent at the gateway, which it reaches by the proxy.
      expect(networks).toContain('partenaires');
      expect(compose.services['proxy']?.networks).toContain('partenaires');
    }
  });

  it('gives every partner its subscribers, as a secret, and documents one as a subgraph takes it', () => {
    for (const name of partners) {
      const { environment, secrets, networks } = compose.services[name] ?? {};
      expect(environment?.['SUBSCRIBERS']).toBe(`/run/secrets/${name}-subscribers`);
      expect(secrets).toContain(`${name}-subscribers`);
      // A partner's database reaches nothing; its subgraph reaches who is told.
      expect(networks).toContain('partenaires');
    }
    const page = readFileSync('docs/operating.md', 'utf8');
    const [, written = ''] = /bailleurs-subscribers\.json\n(\[[^]*?\])\n\$/.exec(page) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-abonnes-'));
    try {
      const file = join(folder, 'abonnes.json');
      writeFileSync(file, written, { mode: 0o600 });
      const subscribers = readSubscribers(file);
      if ('faults' in subscribers) throw new Error(subscribers.faults.join('\n'));
      expect([...subscribers.keys()]).toEqual(['ekidom']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('documents an account as a subgraph takes it, at an address that compose has', () => {
    const page = readFileSync('docs/operating.md', 'utf8');
    const [, written = ''] = /justice-service-accounts\.json\n(\[[^]*?\])\n\$/.exec(page) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-comptes-'));
    try {
      const file = join(folder, 'comptes.json');
      writeFileSync(file, written, { mode: 0o600 });
      const accounts = readServiceAccounts(file);
      if ('faults' in accounts) throw new Error(accounts.faults.join('\n'));
      const account = accounts.get('parquet-poitiers');
      const address = new URL(account?.passerelle ?? '');
      expect(Object.keys(compose.services)).toContain(address.hostname);
      expect(compose.services[address.hostname]?.ports).toEqual([`127.0.0.1:8080:${address.port}`]);
      expect(address.pathname).toBe('/graphql');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('lets no gateway wait for a subgraph', () => {
    expect(compose.services['passerelle-1']?.depends_on).toBeUndefined();
    expect(compose.services['passerelle-2']?.depends_on).toBeUndefined();
  });

  it.each(services)('bounds memory, processors, processes and logs of %s', (_, service) => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.cpus).toBeGreaterThan(0);
    expect(service.pids_limit).toBeGreaterThan(0);
    expect(service.logging?.options).toEqual({
      'max-size': expect.stringMatching(/^\d+m$/),
      'max-file': expect.stringMatching(/^\d+$/),
    });
  });

  it('gives every process longer to stop than it takes for itself', () => {
    for (const [, { environment, stop_grace_period: grace = '0s' }] of services) {
      const own = Number(environment?.['SHUTDOWN_TIMEOUT'] ?? 0);
      expect(Number.parseInt(grace, 10)).toBeGreaterThan(own);
    }
  });

  it.each(services)('lets the image of %s be pinned by its digest', (_, { image }) => {
    expect(image).toMatch(/^\$\{(PASSERELLE|MARIADB|NGINX)_IMAGE:-.+\}$/);
  });

  it.each([
    [['--help'], 0],
    [['--nothing'], 2],
    [['one', 'two'], 2],
  ])('makes no secret where make-secrets is asked %j', (args, status) => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-secrets-'));
    try {
      const made = spawnSync(process.execPath, [resolve('deploy/make-secrets.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(made.status).toBe(status);
      if (status === 0) expect(made.stdout).toMatch(/^Usage: /);
      else expect(made.stderr).toMatch(/^error: [^\n]+ \(--help shows how it is used\)\n$/);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('makes no secret for a user that is no number', () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-secrets-'));
    try {
      const made = spawnSync(process.execPath, ['deploy/make-secrets.js', join(folder, 'in')], {
        env: { PASSERELLE_UID: 'node' },
        encoding: 'utf8',
      });
      expect(made).toMatchObject({
        status: 1,
        stderr: 'PASSERELLE_UID: "node" is given; expected the number of a user.\n',
      });
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('mounts exactly the secrets that deploy/make-secrets.js makes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-secrets-'));
    try {
      const make = (): string =>
        execFileSync(process.execPath, ['deploy/make-secrets.js', folder], { encoding: 'utf8' });
      make();
      const mounted = Object.values(compose.secrets).map(({ file }) => file.split('/').at(-1));
      expect(readdirSync(folder).toSorted()).toEqual(mounted.toSorted());
      for (const name of mounted) {
        const { mode, uid } = statSync(join(folder, name ?? ''));
        expect(mode & 0o777).toBe(0o600);
        // The user that the containers run as; who is not root can give a file to nobody else.
        if (process.getuid?.() === 0) expect(uid).toBe(1000);
      }
      const none = readServiceAccounts(join(folder, 'justice-service-accounts.json'));
      expect(none).toEqual(new Map());
      expect(readSubscribers(join(folder, 'ville-subscribers.json'))).toEqual(new Map());
      const url = readFileSync(join(folder, 'ville-database-url'), 'utf8');
      expect(new URL(url)).toMatchObject({
        hostname: 'ville-base',
        password: readFileSync(join(folder, 'ville-password'), 'utf8'),
      });
      // A second run replaces nothing.
      expect(make()).toBe('');
      expect(readFileSync(join(folder, 'ville-database-url'), 'utf8')).toBe(url);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
