import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readSettings } from '../../../demo/settings.js';
import { readConfig } from '../../../gateway/config.js';
import { EnvironmentFaults, EnvironmentReader } from '../../../schema/process/environment.js';
import { knownNames } from '../../../schema/process/misspelt-names.js';
import { variables, type VariableName } from '../../../schema/process/variables.js';
import type { Variable } from '../../../schema/process/variable.js';
import { parseConfig } from '../../../subgraphs/kit/config.js';
import { table } from '../../../subgraphs/kit/subgraph.js';

type Env = Readonly<Record<string, string>>;

const folder = mkdtempSync(join(tmpdir(), 'passerelle-environnement-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const declared = { name: 'ville', defaultPort: 4001, entities: [table(class {})], migrations: [] };

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof EnvironmentFaults) return error.faults;
    throw error;
  }
}

/** What each program finds wrong with an environment. */
const programs = {
  gateway: (env: Env) => faultsOf(() => readConfig(env)),
  subgraph: (env: Env) => {
    const read = parseConfig(env, declared);
    return 'faults' in read ? read.faults : [];
  },
  demonstration: (env: Env) => faultsOf(() => readSettings(env)),
  schema: (env: Env) =>
    faultsOf(() => {
      const reader = new EnvironmentReader(env);
      for (const name of names) {
        if (variables[name].readBy.some((program) => program === 'schema')) reader.read(name);
      }
      reader.requireFaultless();
    }),
};
const names = Object.keys(variables) as VariableName[];
type Checked = keyof typeof programs;
const readings = names.flatMap((name) =>
  variables[name].readBy.flatMap((program): [VariableName, Checked][] =>
    program === 'journal' || name === 'SUPERGRAPH' || name === 'CONVENTION'
      ? []
      : [[name, program]],
  ),
);

describe('every variable of every program', () => {
  test.each(readings)('%s of the %s is refused when it is empty, and named', (name, program) => {
    for (const empty of ['', ' ']) {
      expect(programs[program]({ [name]: empty })).toEqual([
        expect.stringMatching(new RegExp(`^${name}: an empty text is given; expected `)),
      ]);
    }
  });

  const numbers = readings.filter(([name]) => variables[name].expected.includes('number'));
  test.each(numbers)('%s of the %s is a number and nothing near it', (name, program) => {
    const junk = ['-1', '1x', 'x1', '1e3', '0x10', '1_000', '1,5', '+1', '١', 'NaN', 'Infinity'];
    const whole = variables[name].expected.includes('whole') ? ['1.5'] : [];
    for (const given of [...junk, ...whole, '9'.repeat(30)]) {
      expect(programs[program]({ [name]: given })).toEqual([
        expect.stringMatching(new RegExp(`^${name}: .* is given; expected a .*number from`)),
      ]);
    }
  });

  const choices = readings.filter(([name]) =>
    /true or false|one of/.test(variables[name].expected),
  );
  test.each(choices)('%s of the %s is one of a few words', (name, program) => {
    for (const given of ['yes', 'TRUE', '1', 'autre']) {
      expect(programs[program]({ [name]: given })).toEqual([expect.stringContaining(`${name}: `)]);
    }
  });

  test.each(readings)('a misspelt %s is told to the %s, with what was meant', (name, program) => {
    if (name.length < 7) return;
    const typos = [`${name}S`, name.slice(0, -1), name.slice(0, 2) + name.slice(3)];
    for (const typo of typos.filter((name) => !knownNames.includes(name))) {
      const [fault] = programs[program]({ [typo]: '1' });
      expect(fault).toMatch(new RegExp(`^${typo}: nothing reads it; did you mean \\w+\\?\\.?$`));
    }
  });

  const secrets = readings.filter(([name]) => variables[name].isSecret);
  test.each(secrets)('%s of the %s may come by a file, and is never repeated', (name, program) => {
    const file = join(folder, name);
    writeFileSync(file, 'ftp://moi:sesame@h/base\n');
    const byFile = programs[program]({ [`${name}_FILE`]: file });
    const direct = programs[program]({ [name]: 'ftp://moi:sesame@h/base' });
    expect(byFile[0]).toMatch(new RegExp(`^${name}`));
    for (const faults of [byFile, direct]) {
      expect(faults).toHaveLength(1);
      expect(faults.join()).not.toMatch(/sesame|moi/);
    }
    expect(programs[program]({ [`${name}_FILE`]: join(folder, 'none') })).toEqual([
      `${name}_FILE: the file cannot be read (ENOENT).`,
    ]);
    expect(programs[program]({ [`${name}_FILE`]: file, [name]: 'x' })).toHaveLength(1);
  });
});

describe('names', () => {
  test.each([
    'SUBGRAPHS_URL_VILLE',
    'SUBGRAPH_URI_VILLE',
    'GATEWAY_KEY',
    'MAX_WIDTH',
    'DEMO_PORT',
    'AUDIT_URI',
    'AUTHORIZATION_MODE',
    'PLANNING_TIMEOUT',
    'BUDGET_PER_MINUTE',
    'LOGLEVEL',
  ])('%s that nothing reads is told', (name) => {
    expect(programs.gateway({ [name]: 'x' })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: nothing reads it`)),
    ]);
  });

  test('of other programs, of Kubernetes and of the other processes are left alone', () => {
    const others = ['HOME', 'POST', 'HOSTNAME', 'LOGNAME', 'PATH', 'NODE_OPTIONS', 'npm_config_x'];
    const kubernetes = ['GATEWAY_SERVICE_HOST', 'GATEWAY_PORT_4000_TCP_ADDR'];
    const env = Object.fromEntries([...others, ...kubernetes].map((name) => [name, 'x']));
    Object.assign(env, { GATEWAY_PORT: 'tcp://10.0.0.1:80' });
    for (const program of Object.values(programs)) {
      expect(
        program({ ...env, DEMO_SCALE: '1', MAX_DEPTH: '3', GATEWAY_SIGNING_KEY: 'x' }),
      ).toEqual([]);
    }
  });

  test.each(['Production', 'prod', 'prodution', ' production'])(
    'NODE_ENV=%s is refused: it would not protect',
    (given) => {
      expect(programs.gateway({ NODE_ENV: given })).toHaveLength(1);
    },
  );
});

describe('addresses', () => {
  const wrong = ['ftp://h/x', 'ws://h/x', 'file:///x', 'h:4001', 'h', 'http://', '//h/x'];
  test.each([...wrong, 'http://moi:sesame@h/x'])('%s is no address of a server', (url) => {
    for (const [program, name] of [
      ['gateway', 'SUBGRAPH_URL_VILLE'],
      ...(url.includes(':') && url.length > 8 ? ([['subgraph', 'GATEWAY_JWKS']] as const) : []),
    ] as const) {
      const faults = programs[program]({ [name]: url });
      expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name}: .*expected`))]);
      expect(faults.join()).not.toContain('sesame');
    }
  });

  test('the file of keys must be there and hold keys', () => {
    const file = join(folder, 'jwks.json');
    expect(programs.subgraph({ GATEWAY_JWKS: file })).toEqual([
      'GATEWAY_JWKS: the file cannot be read (ENOENT).',
    ]);
    for (const text of ['', '[]', '{"keys":3}', 'secret']) {
      writeFileSync(file, text);
      expect(programs.subgraph({ GATEWAY_JWKS: file })).toEqual([
        expect.stringMatching(/^GATEWAY_JWKS: the file holds no key set/),
      ]);
    }
    writeFileSync(file, '{"keys":[]}');
    expect(programs.subgraph({ GATEWAY_JWKS: file })).toEqual([]);
    expect(programs.subgraph({ GATEWAY_JWKS: folder })).toEqual([
      'GATEWAY_JWKS: the file cannot be read (EISDIR).',
    ]);
  });

  test.each<[string, RegExp]>([
    ['mariadb://u:sesame@h/b?ssl-mode=REQUIRED', /"ssl-mode".*not encrypted/],
    ['mariadb://u:sesame@h/b?sslmode=require', /"sslmode"/],
    ['mysql://u:sesame@h/b?tls=true', /"tls"/],
    ['mysql://u:sesame@h/b?charset=latin1', /unknown parameter "charset"/],
    ['mysql://u:sesame@h/b?socket=/a&socket=/b', /"socket" is given twice/],
    ['mysql://u:sesame@h/b?socket=', /"socket" is no absolute path/],
    ['mysql://u:sesame@h/b?socket=run/x.sock', /"socket" is no absolute path/],
    ['mysql://u:ses#ame@h/b', /expected|"#"/],
    ['mysql://u:sesame@h/b#x', /"#"/],
    ['mysql://u:100%@h/b', /"%"/],
    ['sqlite:var/x?mode=ro', /"\?"/],
  ])('%s is no address of a database', (url, fault) => {
    for (const [program, name] of [
      ['gateway', 'AUDIT_URL'],
      ['subgraph', 'DATABASE_URL'],
    ] as const) {
      const faults = programs[program]({ [name]: url });
      expect(faults).toEqual([expect.stringMatching(fault)]);
      expect(faults.join()).not.toMatch(/sesame|ses#ame|100%/);
    }
  });

  test.each(['mariadb://u:p@localhost/b?socket=/run/x.sock', 'mysql:///b?socket=/run/x.sock'])(
    '%s is an address of a database',
    (url) => {
      expect(programs.gateway({ AUDIT_URL: url })).toEqual([]);
      expect(programs.subgraph({ DATABASE_URL: url })).toEqual([]);
    },
  );
});

describe('what is written of the variables', () => {
  const documents = ['docs/operating.md', '.env.example'];
  test.each(documents)('%s has each, and nothing that nobody reads', (path) => {
    const text = readFileSync(path, 'utf8');
    for (const name of [...knownNames, 'SUBGRAPH_URL_', 'SUBGRAPH_CA_'])
      expect(text).toContain(name);
    for (const name of names) {
      const { fallback, isSecret } = variables[name] as Variable<unknown>;
      if (path !== '.env.example' || fallback === null || isSecret) continue;
      if (Array.isArray(fallback) || name === 'PORT' || name.startsWith('DEMO_')) continue;
      expect(text).toContain(`${name}=${JSON.stringify(fallback).replaceAll('"', '')}`);
    }
    const written = path.startsWith('.')
      ? [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? '')
      : [...text.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name ?? '');
    const known = (name: string): boolean =>
      knownNames.includes(name) || /^SUBGRAPH_(URL|CA)_/.test(name);
    expect(written.filter((name) => !known(name))).toEqual([]);
    expect(written.length).toBeGreaterThan(30);
  });

  test('each has a reader', () => {
    const sources = ['gateway', 'subgraphs', 'schema', 'demo'].flatMap((place) => filesIn(place));
    const text = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
    for (const name of names) expect(text).toMatch(new RegExp(`\\.read\\('${name}'`));
  });
});

function filesIn(place: string): readonly string[] {
  return readdirSync(place).flatMap((name) => {
    const path = join(place, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return path.endsWith('.ts') && !path.endsWith('variables.ts') ? [path] : [];
  });
}
