import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { Desk, run, signIn } from './desk.js';

const startTimeout = 120_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page as it is: rule, gravity, and the first place of each. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  // Through the debugger, which the content security policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
  );
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

describeInBrowser('the desk for everybody', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, startTimeout);

  afterAll(() => desk.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious fault for axe, ${colorScheme}`, async () => {
      const page = await desk.page({ colorScheme });
      await page.getByRole('button', { name: 'Ékidom' }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await signIn(page, 'Ékidom');
      await run(page, 'query Essai { incidents(first: 2) { nodes { id rien } } }');
      expect(await faultsOf(page)).toEqual([]);
      await run(
        page,
        'query Essai { incidents(first: 2) { nodes { id auteurPresume { qualite } } } }',
      );
      await page.getByRole('button', { name: 'Documentation' }).click();
      expect(await faultsOf(page)).toEqual([]);
      await desk.screenshot(page, `bureau-${colorScheme}`);
      await page.getByRole('button', { name: 'Mes requêtes' }).click();
      await page.getByRole('button', { name: /^Finalité/ }).click();
      expect(await faultsOf(page)).toEqual([]);
      await desk.screenshot(page, `finalite-${colorScheme}`);
      await page.context().close();
    });
  }

  it('shows everything on a tablet, either way up', async () => {
    for (const viewport of [
      { width: 1024, height: 768 },
      { width: 768, height: 1024 },
    ]) {
      const page = await desk.page({ viewport, hasTouch: true });
      await signIn(page, 'Ékidom');
      await run(page, '{ incidents(first: 2) { nodes { id type gravite } } }');
      await desk.screenshot(page, `tablette-${viewport.width}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      await page.getByRole('button', { name: 'Documentation' }).click();
      await page.getByRole('searchbox').waitFor();
      await desk.screenshot(page, `tablette-${viewport.width}-documentation`);
      await page.context().close();
    }
  });

  it('is used without a mouse: the keyboard goes through and is caught nowhere', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    const stops = new Set<string>();
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab');
      stops.add(
        await page.evaluate(
          `(() => { const at = document.activeElement;
             return at.getAttribute('aria-label') || at.textContent.slice(0, 40) || at.tagName; })()`,
        ),
      );
    }
    for (const wanted of ['Documentation', 'Exécuter', 'Se déconnecter', 'Largeur de la requête']) {
      expect([...stops].join(' | ')).toContain(wanted);
    }
    await page.getByRole('tab', { name: 'Réponse' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).count()).toBe(1);
    await page.context().close();
  });

  it('never leaves this machine nor breaks the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
