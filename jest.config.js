/** Jest runs the compiled output: what is tested is what ships. */
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/test/**/*.test.js'],
  transform: {},
  coverageProvider: 'v8',
  testTimeout: 30_000,
};
