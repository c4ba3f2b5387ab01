export { offerToSuites as default } from './shared-by-suites.js';
