import { defineConfig } from 'vite';

/** The origin that the convention lists for Ékidom: the gateway lets no other page read its answers. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 5173, strictPort: true },
  build: { rolldownOptions: { input: ['index.html', 'fetch.html', 'urql.html', 'apollo.html'] } },
});
