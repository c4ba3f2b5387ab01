import { join } from 'node:path';
import { defineConfig } from 'vite';
import { bundledLicences } from './licences.js';
import { brotliCopies } from './compress.js';
import { frenchSpaces } from './french-spaces.js';
import { frenchEditor } from './french-editor.js';
import { oneSchema } from './one-schema.js';

const licences = bundledLicences();

/** Everything the page needs is in one folder, hashed: the gateway serves it and nothing else. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/ide/',
  logLevel: 'warn',
  plugins: [frenchEditor(), oneSchema(), frenchSpaces(), licences.page, brotliCopies()],
  resolve: { alias: [{ find: /^fflate$/, replacement: join(import.meta.dirname, 'sync-zip.ts') }] },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    // Beside what the compiler puts into dist/ide for the tests.
    outDir: '../dist/ide/pages',
    emptyOutDir: true,
    target: 'es2023',
    // Inlined files would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      onLog(level, log, report) {
        // « use client » is for servers that render React; there is none here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  worker: { format: 'es', plugins: () => [licences.workers] },
});
