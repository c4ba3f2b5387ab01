export { offerDemonstration as default } from './shared-demonstration.js';
