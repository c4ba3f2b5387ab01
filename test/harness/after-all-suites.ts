export { endSharedBySuites as default } from './shared-by-suites.js';
