import { describe, expect, it } from '@jest/globals';
import { ConfigFaults, readConfig } from '../../gateway/config.js';

function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
}

describe('in production', () => {
  const trials = { AUTHORIZATION_DRY_RUN: 'true', ALLOW_UNCLASSIFIED: 'true', ENGINE: 'apollo' };

  it.each(Object.entries(trials))('%s=%s is refused, and elsewhere taken', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([]);
    expect(faultsOf({ [name]: value, NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(new RegExp(`^${name}=${value} .*refused in production`)),
    ]);
  });

  it('tells all of them at once', () => {
    expect(faultsOf({ ...trials, NODE_ENV: 'production' })).toHaveLength(3);
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([]);
  });
});

describe('budgets', () => {
  it('name what is wrong with the store, and never repeat its address', () => {
    expect(faultsOf({ BUDGET_STORE: 'rediss://u:secret@h:1/2' })).toEqual([]);
    for (const address of ['http://u:secret@h', 'secret', 'h:6379']) {
      const faults = faultsOf({ BUDGET_STORE: address });
      expect(faults).toEqual([expect.stringMatching(/^BUDGET_STORE is no address/)]);
      expect(faults.join()).not.toContain('secret');
    }
  });

  it('come back within a day', () => {
    expect(faultsOf({ BUDGET: '86401', BUDGET_PER_SECOND: '1' })).toHaveLength(1);
    expect(faultsOf({ BUDGET: '86400', BUDGET_PER_SECOND: '1' })).toEqual([]);
  });
});

describe('kept plans', () => {
  it('are sealed with a key that stays', () => {
    expect(faultsOf({ PLANNING_FILE: 'plans' })).toEqual([
      expect.stringMatching(/^PLANNING_FILE: .*GATEWAY_SIGNING_KEY/),
    ]);
    expect(faultsOf({ PLANNING_FILE: 'plans', GATEWAY_SIGNING_KEY: 'key.json' })).toEqual([]);
  });
});

describe('several processes', () => {
  it('share a key that signs, and no SQLite file', () => {
    expect(faultsOf({ WORKERS: '2' })).toEqual([expect.stringMatching(/^WORKERS: .*one key/)]);
    const shared = { WORKERS: '2', GATEWAY_SIGNING_KEY: 'key.json' };
    expect(faultsOf(shared)).toEqual([]);
    expect(faultsOf({ ...shared, AUDIT_URL: 'mysql://u@h/j' })).toEqual([]);
    expect(faultsOf({ ...shared, AUDIT_URL: 'sqlite:journal' })).toEqual([
      expect.stringMatching(/^WORKERS: .*SQLite/),
    ]);
    expect(faultsOf({ WORKERS: '1', AUDIT_URL: 'sqlite:journal' })).toEqual([]);
  });
});
