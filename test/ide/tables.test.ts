import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from './axe.js';
import { describeInBrowser } from './chromium.js';
import { Desk, run, signIn } from './desk.js';

const incidents =
  'query MesIncidents { incidents(tri: DATE_FAITS_DESC, first: 100) { totalCount nodes ' +
  '{ id dateFaits famille gravite coutEstime residence { nom commune { nom } } } } }';

describeInBrowser('the tables of the desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, 120_000);

  afterAll(() => desk.close());

  const headers = (page: Page) => page.locator('.results-scroll thead th button').allInnerTexts();
  const rows = (page: Page) => page.locator('.results-scroll tbody tr[aria-rowindex]');

  async function table(page: Page): Promise<void> {
    await signIn(page, 'Ékidom');
    await run(page, incidents);
    await page.getByRole('tab', { name: 'Tableau', exact: true }).click();
    await page.getByText('Lecture de la liste entière').waitFor({ state: 'detached' });
    await page.locator('.results-count').waitFor();
  }

  it('speak French, hide what only machines read, and say where they come from', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await table(page);
    const titles = (await headers(page)).map((title) => title.replace(/\s*[↕↑↓]$/, ''));
    expect(titles).toEqual([
      'Jour des faits',
      'Famille de faits',
      'Gravité',
      'Coût estimé',
      'Résidence',
      'Commune',
    ]);
    await page
      .getByText(/Source\s:\sbailleurs.*\s;\slu par Ékidom le .*\s;\ssans finalité/)
      .waitFor();
    expect(await rows(page).first().locator('td').first().textContent()).toMatch(
      /^\d\d\/\d\d\/\d{4}$/,
    );
    expect(await page.locator('.results-scroll tfoot').textContent()).toMatch(/^Total/);
    await desk.screenshot(page, 'tableau-1440');
    await page.context().close();
  });

  it('are filtered, sorted, and lose and gain columns, by keyboard alone', async () => {
    const page = await desk.page();
    await table(page);
    const all = await page.locator('.results-count').textContent();
    await page.getByRole('searchbox', { name: 'Filtrer' }).focus();
    await page.keyboard.type('atteinte a un bien');
    await page.locator('.results-count', { hasText: 'retenues' }).waitFor();
    expect(await rows(page).first().textContent()).toContain('Atteinte à un bien');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    expect(await page.locator('.results-count').textContent()).toBe(all);
    await page.getByRole('button', { name: /^Gravité/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort="descending"]', { hasText: 'Gravité' }).waitFor();
    await page.locator('.results-columns summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Identifiant' }).focus();
    await page.keyboard.press('Space');
    expect(await headers(page)).toHaveLength(7);
    await page.getByRole('button', { name: 'Reculer « Identifiant »' }).focus();
    await page.keyboard.press('Enter');
    expect((await headers(page))[1]).toContain('Identifiant');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('draw only what is seen, and all of it on paper', async () => {
    const page = await desk.page();
    await table(page);
    const drawn = await rows(page).count();
    expect(drawn).toBeLessThan(120);
    const total = Number(await page.locator('.results-fixed').getAttribute('aria-rowcount')) - 1;
    expect(total).toBeGreaterThan(120);
    await page.locator('.results-scroll').focus();
    await page.keyboard.press('End');
    await page.locator(`tr[aria-rowindex="${total + 1}"]`).waitFor();
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await rows(page).count()).toBe(Math.min(total, 3000));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.desk-question').isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'Mes incidents' }).isVisible()).toBe(true);
    await desk.screenshot(page, 'tableau-imprime');
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`are readable on a telephone, ${colorScheme}`, async () => {
      const page = await desk.page({ viewport: { width: 390, height: 844 }, colorScheme });
      await table(page);
      expect(await faultsOf(page)).toEqual([]);
      await page.locator('.results-scroll').scrollIntoViewIfNeeded();
      await desk.screenshot(page, `tableau-390-${colorScheme}`);
      await page.context().close();
    });
  }

  it('never leave this machine nor break the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
