import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const root = new URL('../../../', import.meta.url);

interface Ordered {
  readonly longest: readonly string[];
}

it('orders by names that suites have', async () => {
  const { longest } = (await import(new URL('scripts/longest-first.js', root).href)) as Ordered;
  const suites = readdirSync(fileURLToPath(new URL('test/', root)), { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/').replace(/\.ts$/, '.js'))
    .filter((path) => path.endsWith('.test.js'));
  expect(longest.filter((part) => !suites.some((path) => path.includes(part)))).toEqual([]);
});
