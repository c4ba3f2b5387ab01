import { defineConfig } from 'vite';
import { brotliCopies } from './compress.js';
import { frenchEditor } from './french-editor.js';

/** Everything the page needs is in one folder, hashed: the gateway serves it and nothing else. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/ide/',
  logLevel: 'warn',
  plugins: [frenchEditor(), brotliCopies()],
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
  worker: { format: 'es' },
});
