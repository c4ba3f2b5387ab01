import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it is: rule, gravity, and the first place of each. */
export function faultsOf(page: Page): Promise<readonly string[]> {
  return faults(page, rules);
}

/** Of that, what colours alone decide. */
export function faultsOfContrast(page: Page): Promise<readonly string[]> {
  return faults(page, ['color-contrast', 'link-in-text-block']);
}

async function faults(page: Page, runOnly: readonly string[]): Promise<readonly string[]> {
  // Through the debugger, which the content security policy does not bind.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`,
  );
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`,
  );
}
