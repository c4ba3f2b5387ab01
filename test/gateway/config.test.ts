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
