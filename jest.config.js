import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

// The suites start some hundred programs: each finds what V8 compiled of it before.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'passerelle-compile-cache');

/** Jest runs the compiled output: what is tested is what ships. */
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/test/**/*.test.js'],
  testRunner: '<rootDir>/../scripts/native-modules.js',
  testSequencer: '<rootDir>/../scripts/longest-first.js',
  globalSetup: '<rootDir>/test/harness/before-all-suites.js',
  globalTeardown: '<rootDir>/test/harness/after-all-suites.js',
  transform: {},
  testTimeout: 120_000,
  // A good part of what a suite does is to wait for the processes that it starts.
  maxWorkers: 3,
};
