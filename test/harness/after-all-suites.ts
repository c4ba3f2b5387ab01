export { endDemonstration as default } from './shared-demonstration.js';
