import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { deskReady, Desk, run, signIn, signInToQuestions, tabTo, write } from './desk.js';

/** What the focus is on, in its own words. */
const focusedText = (page: Page): Promise<string | null> =>
  page.evaluate('document.activeElement.textContent');

describeInBrowser('the desk on a demonstration of its own', () => {
  let desk: Desk;

  beforeAll(async () => {
    // These change what the demonstration holds, or stop a part of it.
    desk = await Desk.openAlone();
  }, 120_000);

  afterAll(() => desk.close());

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name }).first().click();
  const confirm = async (page: Page): Promise<void> => {
    await press(page, 'Vérifier et envoyer');
    await page.getByRole('dialog').getByRole('button', { name: 'Confirmer et envoyer' }).click();
  };

  it('has acts that are forms: refused at their field, confirmed, done once, and then in the history', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await signInToQuestions(page, 'Ékidom');
    await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor();
    await press(page, /^À traiter/);
    await press(page, /^Entre un incident/);
    const residence = page.getByLabel(/^Résidence/);
    await residence.waitFor();
    const own = residence.locator('option', { hasText: '– Ékidom' }).first();
    await residence.selectOption((await own.getAttribute('value')) ?? '');
    await page.getByLabel(/^Type de faits/).selectOption({ index: 1 });
    await page.getByLabel(/^Type de lieu/).selectOption({ index: 1 });
    await page.getByLabel(/^Gravité/).fill('1');
    await page.getByLabel(/^Jour des faits/).fill('2099-01-15');
    await press(page, 'Vérifier et envoyer');
    await page.getByRole('dialog').getByText('15/01/2099').waitFor();
    await desk.screenshot(page, 'acte-a-confirmer');
    // On a telephone a value has the line for itself.
    await page.setViewportSize({ width: 390, height: 844 });
    const value = await page.getByRole('dialog').locator('dd').first().boundingBox();
    expect(value?.width).toBeGreaterThan(200);
    await desk.screenshot(page, 'acte-a-confirmer-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('dialog').getByRole('button', { name: 'Confirmer et envoyer' }).click();
    const fault = page.locator('.field', { has: page.getByLabel(/^Jour des faits/) });
    await fault.locator('.field-fault').waitFor();
    expect(await page.getByLabel(/^Jour des faits/).getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.type')).toBe('date');
    await desk.screenshot(page, 'acte-refuse');
    await page.getByLabel(/^Jour des faits/).fill('2026-11-20');
    await confirm(page);
    await page.getByText('L’acte est fait.').first().waitFor();
    await page.getByRole('heading', { name: 'Historique' }).waitFor();
    expect(await page.locator('.case-history li').count()).toBe(1);
    await desk.screenshot(page, 'acte-fait');
    await page.context().close();
  });

  it('takes an act off the list of what waits once it is done', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await signInToQuestions(page, 'Police nationale');
    await press(page, /^À traiter/);
    const total = page.locator('.waiting-total');
    await total.waitFor();
    const before = await total.textContent();
    // Once the landlord was told, the case waits for it and no more for the police.
    const owed = page.locator('.waiting-cases button', { hasText: 'Dit au bailleur la suite' });
    await owed.first().click();
    const act = page.locator('.case-acts button.primary').first();
    await act.waitFor();
    await desk.screenshot(page, 'dossier');
    await act.click();
    for (const select of await page.locator('.act-form select').all()) {
      await select.selectOption({ index: 1 });
    }
    await confirm(page);
    await page.getByText('L’acte est fait.').first().waitFor();
    await total.filter({ hasNotText: before ?? '' }).waitFor();
    await page.context().close();
  });

  it('is read on to its end, in one order, and stays read after an act', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await signInToQuestions(page, 'Police nationale');
    await press(page, /^À traiter/);
    const total = page.locator('.waiting-total');
    await total.filter({ hasText: /dossiers vous attendent\s; voici les/ }).waitFor();
    const cases = page.locator('.waiting-cases li');
    const more = page.getByRole('button', { name: 'Afficher la suite' });
    while (await more.isVisible()) {
      const before = await cases.count();
      await more.click();
      await cases.nth(before).waitFor();
    }
    const all = Number(/\d+/.exec((await total.textContent()) ?? '')?.[0]);
    expect(await cases.count()).toBe(all);
    const days = (await cases.locator('small').allTextContents()).flatMap((text) => {
      const since = /depuis ([\d\s]+) jours?/.exec(text)?.[1];
      return since === undefined ? [] : [Number(since.replaceAll(/\s/g, ''))];
    });
    expect(days).toEqual([...days].sort((left, right) => right - left));
    await page.context().close();
  });

  it('is done by keyboard alone, and the focus stays with what was done', async () => {
    const page = await desk.page({ viewport: { width: 1440, height: 900 } });
    await signInToQuestions(page, 'Police nationale');
    await page.locator('.waiting-cases button').first().waitFor();
    await tabTo(page, /^À traiter/);
    await page.keyboard.press('Enter');
    await page.getByText('Choisissez un dossier').waitFor();
    await tabTo(page, /^Fiche de signalement/);
    await page.keyboard.press('Enter');
    const title = await page.locator('.case > h2').textContent();
    expect(await focusedText(page)).toBe(title);
    const act = page.locator('.case-acts button.primary').first();
    await act.waitFor();
    await tabTo(page, new RegExp(`^${(await act.textContent()) ?? ''}`));
    await page.keyboard.press('Enter');
    const send = page.getByRole('button', { name: 'Vérifier et envoyer' });
    await send.waitFor();
    for (let i = 0; i < (await page.locator('.act-form select').count()); i += 1) {
      await tabTo(page, /^SELECT$/);
      await page.keyboard.press('ArrowDown');
    }
    await tabTo(page, /^Vérifier et envoyer$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Confirmer et envoyer$/);
    await page.keyboard.press('Enter');
    await page.getByText('L’acte est fait.').first().waitFor();
    expect(await focusedText(page)).toBe(title);
    await page.context().close();
  });

  it('are confirmed too when they are written in the editor', async () => {
    const page = await desk.page();
    await signInToQuestions(page, 'Ékidom');
    await deskReady(page);
    await write(page, 'mutation { cloreIncident(id: "x") { erreurs { code } } }');
    let sent = 0;
    page.on('request', (request) => {
      if ((request.postData() ?? '').includes('cloreIncident')) sent += 1;
    });
    await press(page, 'Exécuter');
    await page.getByRole('dialog').getByRole('button', { name: 'Revenir' }).click();
    expect(sent).toBe(0);
    await press(page, 'Exécuter');
    await page.getByRole('dialog').getByRole('button', { name: 'Confirmer et envoyer' }).click();
    await page.locator('.answer-raw .view-lines').getByText('erreurs').first().waitFor();
    expect(sent).toBe(1);
    await page.context().close();
  });

  it('says which partner does not answer, shows the rest, and what to do', async () => {
    const page = await desk.page();
    await signIn(page, 'Ville de Poitiers');
    const wake = desk.freeze('bailleurs');
    try {
      const answer = await run(
        page,
        '{ moi { signataire { nom } } incidents(first: 2) { nodes { id } } }',
      );
      expect(answer['data']).toEqual({
        moi: { signataire: { nom: 'Ville de Poitiers' } },
        incidents: null,
      });
      // Whoever wonders sees which line it is, and that the others stand.
      await page.getByRole('tab', { name: 'Partenaires', exact: true }).click();
      const state = (of: string) =>
        page.locator('.lines-list > li').filter({ hasText: of }).locator('strong').textContent();
      await page.getByText('coupée').waitFor({ timeout: 40_000 });
      expect(await state('Bailleurs')).toBe('coupée');
      expect(await state('Villes')).toMatch(/^en service/);
      await desk.screenshot(page, 'partenaire-coupe');
      await page.getByRole('tab', { name: /^Réponse/ }).click();
    } finally {
      wake();
    }
    await page.getByRole('heading', { name: 'Un partenaire ne répond pas' }).waitFor();
    await desk.screenshot(page, 'partenaire-absent');
    await page.getByRole('tab', { name: 'Plan', exact: true }).click();
    await page.locator('.plan tbody tr').first().waitFor();
    const fetches = await page.locator('.plan tbody tr').allTextContents();
    expect(fetches.join()).toMatch(/Bailleurs.*erreur/);
    const again = await run(page, '{ incidents(first: 2) { nodes { id } } }');
    expect(again['errors']).toBeUndefined();
    await page.context().close();
  });

  it('never leaves this machine nor breaks the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
