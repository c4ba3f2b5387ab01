import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { declare, Desk, run, signIn, write } from './desk.js';

describeInBrowser('the tabs of the desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, 120_000);

  afterAll(() => desk.close());

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  const panel = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
  const raw = (page: Page) => page.locator('.answer-raw .view-lines');
  const purposes = (page: Page) => page.locator('.purpose-value').textContent();

  it('show each its own answer, in every panel, however late it comes', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/graphql', async (route) => {
      if ((route.request().postData() ?? '').includes('query Lente')) await released;
      await route.continue();
    });
    await write(page, 'query Lente { residences(first: 2) { nodes { nom } } }');
    await press(page, 'Exécuter');
    await page.getByText('Réponse attendue…').waitFor();
    await press(page, 'Nouvelle requête');
    await run(page, 'query Rapide { moi { signataire { id } } }');
    await raw(page).getByText('ekidom').waitFor();
    const late = page.waitForResponse((response) =>
      (response.request().postData() ?? '').includes('query Lente'),
    );
    release();
    await late;
    await panel(page, 'Plan');
    await page.locator('.plan tbody tr').first().waitFor();
    expect(await page.locator('.plan').textContent()).toContain('Convention');
    expect(await page.locator('.plan').textContent()).not.toContain('Bailleurs');
    await press(page, /^Lente$/);
    await page.locator('.plan').getByText('Bailleurs').first().waitFor();
    await panel(page, 'Réponse');
    await raw(page).getByText('residences').waitFor();
    await press(page, /^Rapide$/);
    await raw(page).getByText('ekidom').waitFor();
    expect(await raw(page).textContent()).not.toContain('residences');
    await page.context().close();
  });

  it('stop what they wait for, and say so', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await page.route('**/graphql', async (route) => {
      if (!(route.request().postData() ?? '').includes('query Lente')) await route.continue();
    });
    await write(page, 'query Lente { moi { signataire { id } } }');
    const failed = page.waitForEvent('requestfailed');
    await press(page, 'Exécuter');
    await press(page, 'Arrêter');
    expect((await failed).failure()?.errorText).toBe('net::ERR_ABORTED');
    await page.getByText('Requête arrêtée : rien n’a été reçu.').waitFor();
    await page.context().close();
  });

  it('keep their purposes to themselves, and declare none that nobody confirmed', async () => {
    const page = await desk.page();
    await signIn(page, 'Ville de Poitiers');
    await declare(page, /^Rappel à l’ordre/);
    expect(await purposes(page)).toContain('Rappel à l’ordre');
    await press(page, 'Nouvelle requête');
    expect(await purposes(page)).toBe('aucune');
    await press(page, 'Questions');
    await press(page, 'Où en sont mes rappels à l’ordre ?');
    const proposed = page.getByRole('region', { name: 'Finalité à confirmer' });
    await proposed.waitFor();
    expect(await purposes(page)).toBe('aucune');
    await desk.screenshot(page, 'finalite-a-confirmer');
    await proposed.getByRole('button', { name: 'Déclarer cette finalité' }).click();
    expect(await purposes(page)).toContain('Rappel à l’ordre');
    await proposed.waitFor({ state: 'detached' });
    await press(page, 'Nouvelle requête');
    expect(await purposes(page)).toBe('aucune');
    await page.context().close();
  });

  it('offer only the purposes that open something, in words', async () => {
    const page = await desk.page();
    await signIn(page, 'Préfecture de la Vienne');
    await press(page, /^Finalité/);
    await page.locator('.purpose-list small').first().waitFor();
    const said = await page.locator('.purpose-list small').allTextContents();
    expect(said.length).toBeGreaterThan(0);
    for (const text of said) expect(text).toMatch(/^Ouvre : \p{Lu}/u);
    expect(said.join()).not.toMatch(/\w:\w/);
    await page.context().close();
  });

  it('never leave this machine nor break the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
