/** Jest runs the compiled output: what is tested is what ships. */
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/test/**/*.test.js'],
  testSequencer: '<rootDir>/../scripts/longest-first.js',
  transform: {},
  coverageProvider: 'v8',
  testTimeout: 60_000,
  // Half of what a suite does is to wait for the processes that it starts.
  maxWorkers: '100%',
};
