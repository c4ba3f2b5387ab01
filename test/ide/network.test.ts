import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { Desk, run, signIn, signInToQuestions } from './desk.js';

describeInBrowser('the desk without what it needs of the network', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, 120_000);

  afterAll(() => desk.close());

  const monthly = '{ incidents(first: 50) { nodes { id moisFaits } } }';
  const panel = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
  const again = (page: Page) => page.getByRole('button', { name: 'Réessayer' }).click();
  const broken = (page: Page) =>
    page.getByRole('heading', { name: 'Cette partie de la page ne s’affiche pas' }).waitFor();

  it('says that the network is cut, keeps what stands there, and goes on afterwards', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await run(page, monthly);
    await page.context().setOffline(true);
    await page.getByText('Le réseau est coupé : rien ne peut être demandé').waitFor();
    await panel(page, 'Graphique');
    await broken(page);
    await desk.screenshot(page, 'reseau-coupe');
    for (const name of ['Réponse', 'Carte', 'Pourquoi ?', 'Plan', 'Mes droits', 'Tableau']) {
      await panel(page, name);
      expect(await page.locator('.query-text').textContent()).toContain('moisFaits');
    }
    await panel(page, 'Réponse');
    await page.getByRole('button', { name: 'Exécuter' }).click();
    await page.getByRole('heading', { name: 'La passerelle ne répond pas' }).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Le réseau est coupé').waitFor({ state: 'detached' });
    await run(page, monthly);
    await panel(page, 'Graphique');
    await page.locator('canvas[role=img]').waitFor();
    await page.context().close();
  });

  it('is cut at every click, and the page stands at each of them', async () => {
    const page = await desk.page();
    await signInToQuestions(page, 'Ékidom');
    await page.locator('.waiting-cases button').first().waitFor();
    await page.context().setOffline(true);
    const stands = async (): Promise<void> => {
      await page.getByRole('navigation', { name: 'Pages' }).waitFor();
      await page.getByText('Le réseau est coupé : rien ne peut être demandé').waitFor();
    };
    const questions = page.locator('.question-list li button');
    for (let at = 0; at < (await questions.count()); at += 1) {
      await questions.nth(at).click();
      await page.locator('.answer-page[aria-busy=false]').waitFor();
      for (const name of ['Déclarer cette finalité et lire', 'Actualiser']) {
        const button = page.getByRole('button', { name });
        if (await button.isVisible()) await button.click();
      }
      for (const view of await page.getByRole('tab').all()) await view.click();
      await stands();
    }
    for (const name of ['À traiter', 'Requêtes GraphQL', 'Questions']) {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click();
      await stands();
    }
    await page.context().setOffline(false);
    await page.getByText('rien ne peut être demandé').waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /^Que se passe-t-il/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Actualiser' }).click();
    await page
      .locator('.answer-page-count')
      .getByText(/\d.* incident/)
      .waitFor();
    await page.getByRole('button', { name: 'Requêtes GraphQL' }).click();
    // What was not read while the network was cut is read when it is tried again.
    const editor = page.locator('button.toolbar-run:enabled');
    await editor
      .or(page.getByRole('button', { name: 'Réessayer' }))
      .first()
      .waitFor();
    if (!(await editor.isVisible())) await again(page);
    await editor.waitFor();
    await page.context().close();
    expect(desk.faults.uncaught).toEqual([]);
  });

  it('helps with the text again after what the editor works with could not be loaded', async () => {
    const page = await desk.page();
    await page.route('**/assets/*.worker-*', (route) => route.abort());
    await signIn(page, 'Ékidom');
    await run(page, monthly);
    await page.unroute('**/assets/*.worker-*');
    const helper = page.waitForResponse(/graphql\.worker-/);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await helper;
    await page.locator('.query-text .view-lines').click();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('pro');
    await page.keyboard.press('Control+Space');
    const offered = page.locator('.suggest-widget .monaco-list-row');
    await offered.filter({ hasText: 'programmes' }).first().waitFor();
    await page.context().close();
    expect(desk.faults.uncaught).toEqual([]);
  });

  it('survives a part that a new release has taken away, and takes the new one', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await run(page, monthly);
    await page.route('**/assets/result-chart-*', (route) => route.fulfill({ status: 404 }));
    await panel(page, 'Graphique');
    await broken(page);
    await page.unroute('**/assets/result-chart-*');
    await again(page);
    await page.locator('canvas[role=img]').waitFor();
    await page.context().close();
  });

  it('says so when the desk itself cannot be loaded', async () => {
    const page = await desk.page();
    await page.route('**/assets/desk-*.js', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('button', { name: 'Ékidom', exact: true }).click();
    await page.getByRole('button', { name: /^Continuer comme analyste@/ }).click();
    await broken(page);
    await page.context().close();
  });
});
