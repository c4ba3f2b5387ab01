import { runBundled } from '../schema/process/bundled-program.js';

if (!(await runBundled(import.meta.url))) await import('./program.js');
