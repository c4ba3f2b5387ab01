import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadConvention } from '../../schema/convention/load-convention.js';
import { parseDeployment } from '../../schema/process/deployment.js';
import { parseConfig } from '../../subgraphs/kit/config.js';
import { ville } from '../../subgraphs/ville/ville.js';
import { composeFaults } from '../harness/compose-schema.js';

interface Template {
  readonly services: Readonly<
    Record<
      'part' | 'base',
      {
        readonly environment: Readonly<Record<string, string>>;
        readonly command?: readonly string[];
        readonly networks: unknown;
        readonly secrets: readonly string[];
      }
    >
  >;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** As compose reads it for one operator. */
function templateFor(environment: Readonly<Record<string, string>>): Template {
  const source = readFileSync('deploy/operator.yml', 'utf8').replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, sign: string | undefined, text = '') => {
      const given = environment[name];
      if (given === undefined && sign === '?') throw new Error(`${name}: ${String(text)}`);
      return given ?? String(text);
    },
  );
  return parse(source, { merge: true }) as Template;
}

const ekidom = templateFor({ OPERATOR: 'ekidom', SUBGRAPH: 'bailleurs' });

describe('deploy/operator.yml', () => {
  it('obeys the schema of compose, and so does what stands beside the whole', () => {
    expect(composeFaults(ekidom)).toEqual([]);
    expect(composeFaults(parse(readFileSync('deploy/apart.yml', 'utf8')))).toEqual([]);
  });

  it('starts for nobody without a name', () => {
    expect(() => templateFor({ SUBGRAPH: 'bailleurs' })).toThrow('OPERATOR: ');
    expect(() => templateFor({ OPERATOR: 'ekidom' })).toThrow('SUBGRAPH: ');
  });

  it('gives one operator its own subgraph, and a database that nothing else reaches', () => {
    const { part, base } = ekidom.services;
    expect(part.command?.at(-1)).toBe('bailleurs');
    expect(part.networks).toEqual({ partenaires: { aliases: ['ekidom'] }, base: {} });
    expect(base.networks).toEqual(['base']);
    expect(ekidom.networks['base']).toEqual({ internal: true });
    const main = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Template;
    expect(ekidom.networks['partenaires']).toEqual({
      ...(main.networks['partenaires'] as object),
      external: true,
    });
  });

  it('mounts exactly the secrets that are made for it, which the subgraph takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-operator-'));
    try {
      const asked = ['--operator', 'ville-poitiers', '--subgraph', 'ville', folder];
      execFileSync(process.execPath, ['deploy/make-secrets.js', ...asked]);
      const template = templateFor({ OPERATOR: 'ville-poitiers', SUBGRAPH: 'ville' });
      const files = Object.values(template.secrets).map(({ file }) => file.split('/').at(-1));
      expect(readdirSync(folder).toSorted()).toEqual(files.toSorted());
      const placed = Object.entries(template.services.part.environment).map(([name, value]) => {
        const secret = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
        const file = secret && template.secrets[secret]?.file.split('/').at(-1);
        return [name, file ? join(folder, file) : value];
      });
      const config = parseConfig(Object.fromEntries(placed) as Record<string, string>, ville);
      expect(config).toMatchObject({ config: { operator: 'ville-poitiers' } });
      const { password, hostname } = new URL(
        readFileSync(join(folder, 'ville-poitiers-database-url'), 'utf8'),
      );
      expect(hostname).toBe('base');
      expect(password).toBe(readFileSync(join(folder, 'ville-poitiers-password'), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('deploy/addresses/operators.yaml', () => {
  it('names every operator of the convention under its own name', async () => {
    const parsed = parseDeployment(readFileSync('deploy/addresses/operators.yaml', 'utf8'));
    if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
    const loaded = await loadConvention('schema/convention.yaml');
    if (!('convention' in loaded)) throw new Error('the convention has faults');
    for (const [name, { operateurs }] of loaded.convention.partitions) {
      const placed = parsed.deployment.operators.get(name) ?? new Map<string, string>();
      expect([...placed.keys()]).toEqual([...operateurs.keys()]);
      for (const [id, url] of placed) expect(new URL(url).hostname).toBe(id);
    }
    expect([...parsed.deployment.urls.keys()]).toEqual(['justice', 'convention']);
  });
});
