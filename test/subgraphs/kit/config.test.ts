import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../../subgraphs/kit/config.js';
import { table } from '../../../subgraphs/kit/subgraph.js';

const declared = { name: 'ville', defaultPort: 4001, entities: [table(class {})], migrations: [] };

function faults(env: Record<string, string>): readonly string[] {
  const read = parseConfig(env, declared);
  return 'faults' in read ? read.faults : [];
}

describe('the environment of a subgraph', () => {
  it('needs nothing for the demonstration', () => {
    expect(parseConfig({}, declared)).toEqual({
      config: {
        host: '127.0.0.1',
        port: 4001,
        requireFetchTicket: true,
        databaseUrl: 'sqlite:var/ville.sqlite',
        gatewayJwks: 'http://127.0.0.1:4000/.well-known/jwks.json',
        logLevel: 'info',
        shutdownTimeout: 8,
        clientTimeout: 30,
      },
    });
  });

  it('has the request’s id signed where that is demanded, in the ticket', () => {
    expect(parseConfig({ REQUIRE_SIGNED_REQUEST_ID: 'true' }, declared)).toMatchObject({
      config: { requireSignedRequestId: true },
    });
    expect(faults({ REQUIRE_SIGNED_REQUEST_ID: 'true', REQUIRE_FETCH_TICKET: 'false' })).toEqual([
      expect.stringMatching(/^REQUIRE_SIGNED_REQUEST_ID: .*REQUIRE_FETCH_TICKET true/),
    ]);
  });

  it('says what is wrong with the list of subscribers', () => {
    const read = parseConfig({ SUBSCRIBERS: '/nowhere/abonnes.json' }, declared);
    expect(read).toEqual({ faults: ['SUBSCRIBERS: the file cannot be read (ENOENT).'] });
  });

  it('has no database where there is nothing to store', () => {
    const read = parseConfig({ DATABASE_URL: 'x' }, { ...declared, entities: [] });
    expect(read).toMatchObject({ config: { databaseUrl: null } });
  });

  it('reports every fault at once, each with its variable', () => {
    const found = faults({
      PORT: 'abc',
      HOST: '',
      DATABASE_URL: 'postgres://u:motdepasse@h/b',
      GATEWAY_JWKS: 'ftp://x',
      LOG_LEVEL: 'loud',
    });
    expect(found.map((fault) => fault.split(/[=:]/)[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'GATEWAY_JWKS',
      'LOG_LEVEL',
      'HOST',
    ]);
    expect(found.join()).not.toContain('motdepasse');
  });

  it.each(['70000', '-1', '4001.5', '0x10', ''])('refuses PORT=%j', (port) => {
    expect(faults({ PORT: port })).toHaveLength(1);
  });

  it.each([
    ['sqlite::memory:', true],
    ['sqlite:var/x.sqlite', true],
    ['mysql://u:p@h:3306/base', true],
    ['mariadb://u@h/base', true],
    ['sqlite:', false],
    ['', false],
    ['mysql://h', false],
    ['mysql://u:p@h/', false],
    ['mysql://u:p@h:99999/base', false],
  ])('takes DATABASE_URL=%j: %j', (url, good) => {
    expect(faults({ DATABASE_URL: url }).length === 0).toBe(good);
  });

  describe('with DATABASE_URL_FILE', () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-config-'));
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    it('takes the URL from the file', () => {
      const file = join(folder, 'url');
      writeFileSync(file, 'mariadb://ville:secret@base:3306/ville\n');
      expect(parseConfig({ DATABASE_URL_FILE: file }, declared)).toMatchObject({
        config: { databaseUrl: 'mariadb://ville:secret@base:3306/ville' },
      });
    });

    it('says what is wrong with the file and never what it holds', () => {
      const file = join(folder, 'bad');
      writeFileSync(file, 'postgres://u:motdepasse@h/b');
      expect(faults({ DATABASE_URL_FILE: file }).join()).toMatch(/^DATABASE_URL_FILE: /);
      expect(faults({ DATABASE_URL_FILE: file }).join()).not.toContain('motdepasse');
      expect(faults({ DATABASE_URL_FILE: join(folder, 'none') }).join()).toContain('ENOENT');
      expect(faults({ DATABASE_URL_FILE: file, DATABASE_URL: 'sqlite::memory:' })).toHaveLength(1);
    });
  });
});
