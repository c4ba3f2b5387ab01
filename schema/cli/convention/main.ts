import { runBundled } from '../../process/bundled-program.js';

if (!(await runBundled(import.meta.url))) await import('./program.js');
