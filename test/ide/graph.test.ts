import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { declare, Desk, run, signIn, toggle } from './desk.js';

const startTimeout = 120_000;

describeInBrowser('the graph of an analyst', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, startTimeout);

  afterAll(() => desk.close());

  async function signedIn(organisation: string): Promise<Page> {
    const page = await desk.page();
    await signIn(page, organisation);
    return page;
  }

  /** The fields of the first page of the documentation. */
  async function questions(page: Page): Promise<readonly string[]> {
    const fields = page.getByRole('complementary').locator('.documentation-fields strong');
    await fields.first().waitFor();
    return fields.allTextContents();
  }

  /** The purposes that the page offers, once it knows which open something. */
  async function offered(page: Page): Promise<string> {
    const purposes = page.locator('.purpose-list label');
    await page.getByRole('button', { name: /^Finalité/ }).click();
    await purposes
      .getByText(/^Ouvre\s: /)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    return (await purposes.allTextContents()).join();
  }

  it('is another for each signatory', async () => {
    const asked = new Map<string, readonly string[]>();
    const parquet = 'Ministère de la Justice, parquet près le tribunal judiciaire de Poitiers';
    for (const organisation of ['Ékidom', parquet, 'Préfecture de la Vienne']) {
      const page = await signedIn(organisation);
      await page.getByRole('button', { name: 'Documentation' }).click();
      if (organisation !== 'Préfecture de la Vienne') await declare(page, /^Suivi des plaintes/);
      else expect(await offered(page)).not.toContain('Suivi des plaintes');
      asked.set(organisation, await questions(page));
      await page.context().close();
    }
    const closed = ['plaintes', 'plainte', 'procedures', 'procedure'];
    expect(asked.get(parquet)).toEqual(expect.arrayContaining(closed));
    expect(asked.get('Ékidom')).toEqual(expect.arrayContaining(closed));
    expect(asked.get('Préfecture de la Vienne')?.filter((name) => closed.includes(name))).toEqual(
      [],
    );
    for (const fields of asked.values()) expect(fields).toContain('incidents');
  });

  it('changes at once with the purpose', async () => {
    const page = await signedIn('Ville de Poitiers');
    await page.getByRole('button', { name: 'Documentation' }).click();
    expect(await questions(page)).not.toContain('rappelsOrdre');
    await declare(page, /^Rappel à l’ordre/);
    await page.locator('.documentation-fields strong', { hasText: 'rappelsOrdre' }).waitFor();
    await toggle(page, /^Rappel à l’ordre/);
    await page
      .locator('.documentation-fields strong', { hasText: 'rappelsOrdre' })
      .waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('underlines what it does not have, in French, and the answer says what to do', async () => {
    const page = await signedIn('Préfecture de la Vienne');
    const answer = await run(page, '{ incidents(first: 2) { nodes { id victime { identite } } } }');
    expect(answer['data']).toMatchObject({ incidents: { nodes: expect.any(Array) as unknown } });
    await page.getByRole('heading', { name: 'Des données ne vous sont pas ouvertes' }).waitFor();
    await page.getByText('incidents.nodes.victime').waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await desk.screenshot(page, 'champ-refuse');
    await page.context().close();
  });

  it('offers only what it has when completing', async () => {
    const page = await signedIn('Ékidom');
    await run(page, '{ incidents(first: 1) { nodes { id } } }');
    await page.locator('.query-text .view-lines').click();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowRight');
    // Few enough to be drawn all at once: the list draws only what fits.
    await page.keyboard.type('pro');
    await page.keyboard.press('Control+Space');
    const offered = page.locator('.suggest-widget .monaco-list-row');
    await offered.filter({ hasText: 'programmes' }).first().waitFor();
    expect((await offered.allTextContents()).join(' ')).not.toContain('procedure');
    await desk.screenshot(page, 'completion');
    await page.context().close();
  });

  it('finds what is sought in names and descriptions, without accents', async () => {
    const page = await signedIn('Ékidom');
    await page.getByRole('button', { name: 'Documentation' }).click();
    await page.getByRole('searchbox').fill('residence');
    await page.getByText(/\d+ résultats/).waitFor();
    await page.getByRole('searchbox').fill('rien de tel ici');
    await page.getByText('Rien de tel dans votre graphe').waitFor();
    await page.context().close();
  });

  it('never leaves this machine nor breaks the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
