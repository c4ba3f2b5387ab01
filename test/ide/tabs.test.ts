import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { declare, Desk, deskReady, run, signIn, write } from './desk.js';

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
    await press(page, /^Où en sont mes rappels à l’ordre/);
    const proposed = page.getByRole('region', { name: 'Finalité à confirmer' });
    await proposed.waitFor();
    await desk.screenshot(page, 'finalite-a-confirmer');
    await proposed.getByRole('button', { name: 'Déclarer cette finalité et lire' }).click();
    await page.locator('.chip', { hasText: 'Rappel à l’ordre' }).waitFor();
    await press(page, 'Requêtes GraphQL');
    expect(await purposes(page)).toBe('aucune');
    await page.context().close();
  });

  it('come back with the values of their question, which runs again as it was saved', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await press(page, 'Questions');
    await page
      .locator('.question-list')
      .getByRole('button', { name: /^Quels sont les/ })
      .click();
    await press(page, 'Voir la requête');
    await press(page, 'Mes requêtes');
    await page.getByLabel(/^Titre/).fill('Mes derniers');
    await press(page, 'Enregistrer la requête');
    await page.getByText('Requête « Mes derniers » enregistrée.').waitFor();
    const file = page.waitForEvent('download');
    await press(page, 'Exporter');
    expect((await file).suggestedFilename()).toBe('Mes-derniers.graphql');
    await panel(page, 'Plan');
    await page.reload();
    await deskReady(page);
    const selected = page.getByRole('tab', { selected: true });
    expect(await selected.textContent()).toContain('Plan');
    const answered = async (): Promise<unknown> => {
      const answer = page.waitForResponse(
        (response) => response.request().headers()['x-passerelle-plan'] === 'true',
      );
      await press(page, 'Exécuter');
      return ((await (await answer).json()) as { errors?: unknown }).errors;
    };
    expect(await answered()).toBeUndefined();
    await press(page, 'Nouvelle requête');
    await press(page, 'Mes requêtes');
    await press(page, /^Mes derniers$/);
    expect(await answered()).toBeUndefined();
    // What is saved is the dashboard.
    await press(page, 'Questions');
    await press(page, 'Questions');
    await press(page, 'Actualiser tout');
    await page.locator('.board-tiles .board-count').waitFor();
    await desk.screenshot(page, 'tableau-de-bord');
    await press(page, 'Requêtes GraphQL');
    // Nothing is too new to come back: the page is left at once.
    await press(page, 'Nouvelle requête');
    await write(page, 'query Derniere { moi { signataire { id } } }');
    await page.reload();
    await deskReady(page);
    const last = page.waitForRequest((request) =>
      (request.postData() ?? '').includes('query Derniere'),
    );
    await press(page, 'Exécuter');
    await last;
    await page.context().close();
  });

  it('are those of one tab of the browser: another has its own', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await run(page, 'query Une { moi { signataire { id } } }');
    const other = await page.context().newPage();
    await other.goto(desk.address);
    await other.getByRole('button', { name: 'Ékidom' }).click();
    await deskReady(other);
    await run(other, 'query Autre { moi { signataire { id } } }');
    for (const [seen, title] of [
      [page, 'Une'],
      [other, 'Autre'],
    ] as const) {
      await seen.reload();
      await deskReady(seen);
      expect(await seen.locator('.operations li').allTextContents()).toEqual([title, '+']);
    }
    await page.context().close();
  });

  it('keep values that were written just before their tab was left', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await write(page, 'query Une { moi { signataire { id } } }');
    await press(page, 'Nouvelle requête');
    await write(page, 'query Autre($n: Int) { residences(first: $n) { totalCount } }');
    await press(page, /Variables$/);
    await page.locator('.query-variables .view-lines').click();
    await page.getByRole('button', { name: 'Une', exact: true }).waitFor();
    await page.evaluate(`(() => {
      const tab = [...document.querySelectorAll('.operations li > button')][0];
      addEventListener('input', () => setTimeout(() => tab.click(), 5), { once: true, capture: true });
    })()`);
    await page.keyboard.type('7');
    await page.locator('.operations-active').getByText('Une').waitFor();
    await press(page, /^Autre$/);
    await page.locator('.query-variables .view-lines').getByText('7').waitFor();
    await page.context().close();
  });

  it('are gone through by Back and Forward, which never leave the desk', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await run(page, 'query Une { residences(first: 2) { nodes { nom } } }');
    await panel(page, 'Tableau');
    await press(page, 'Nouvelle requête');
    await run(page, 'query Autre { moi { signataire { id } } }');
    const selected = () => page.getByRole('tab', { selected: true }).textContent();
    const active = page.locator('.operations-active');
    await page.goBack();
    await active.getByText('Une').waitFor();
    expect(await selected()).toBe('Tableau');
    await page.goBack();
    await page.getByRole('tab', { name: 'Réponse', selected: true }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Que voulez-vous savoir ?' }).waitFor();
    await page.goForward();
    await page.getByRole('tab', { name: 'Réponse', selected: true }).waitFor();
    await page.goForward();
    await page.getByRole('tab', { name: 'Tableau', selected: true }).waitFor();
    await page.goForward();
    await active.getByText('Autre').waitFor();
    await panel(page, 'Réponse');
    await raw(page).getByText('ekidom').waitFor();
    const first = page.getByRole('heading', { name: 'Que voulez-vous savoir ?' });
    await page.evaluate('history.go(-4)');
    await first.waitFor();
    // Before the first place there is none: the desk stays.
    await page.goBack();
    await first.waitFor();
    await page.context().close();
  });

  it('offer only the purposes that open something, in words', async () => {
    const page = await desk.page();
    await signIn(page, 'Préfecture de la Vienne');
    await press(page, /^Finalité/);
    await page.locator('.purpose-list small').first().waitFor();
    const said = await page.locator('.purpose-list small').allTextContents();
    expect(said.length).toBeGreaterThan(0);
    for (const text of said) expect(text).toMatch(/^Ouvre\u00a0: \p{Lu}/u);
    expect(said.join()).not.toMatch(/\w:\w/);
    await page.context().close();
  });

  it('never leave this machine nor break the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
