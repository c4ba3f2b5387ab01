import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.js';
import { Desk, deskReady, fromAccount, run, signIn } from './desk.js';

const startTimeout = 120_000;
const whoAmI = '{ moi { signataire { id } } }';

describeInBrowser('the session of an analyst', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  }, startTimeout);

  afterAll(() => desk.close());

  async function stored(page: Page): Promise<string> {
    return page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  }

  async function tokenOf(page: Page): Promise<string> {
    const request = page.waitForRequest((request) => request.url().endsWith('/graphql'));
    await run(page, whoAmI);
    return ((await request).headers()['authorization'] ?? '').replace('Bearer ', '');
  }

  it('begins with the choice of an organisation and leaves nothing of it in the address', async () => {
    const page = await desk.page();
    await page.getByRole('button', { name: 'Ékidom' }).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(13);
    await desk.screenshot(page, 'organisations');

    await signIn(page, 'Ékidom');
    expect(page.url()).toBe(desk.address);
    // Nor in what a click on « back » would show: the code has been replaced, not left behind.
    expect(await page.evaluate('navigation.entries().map(({ url }) => url).join()')).not.toContain(
      'code=',
    );
    expect(await run(page, whoAmI)).toMatchObject({
      data: { moi: { signataire: { id: 'ekidom' } } },
    });
    await page.context().close();
  });

  it('keeps tokens in memory only: a reload asks the provider for others', async () => {
    const page = await desk.page();
    await signIn(page, 'Ville de Poitiers');
    const token = await tokenOf(page);
    expect(token.split('.')).toHaveLength(3);
    const kept = await stored(page);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain('code_verifier');
    await page.reload();
    await deskReady(page);
    await page.locator('.account-name', { hasText: 'Ville de Poitiers' }).waitFor();
    expect(page.url()).toBe(desk.address);
    expect(await tokenOf(page)).not.toBe(token);
    await page.context().close();
  });

  it('is not resumed where the provider does not know the person any more', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await page.context().clearCookies();
    await page.reload();
    await page.getByText('Votre organisation ne vous reconnaît plus').waitFor();
    await signIn(page, 'Ékidom');
    await page.context().close();
  });

  it('is resumed when its time is over and the provider still knows the person', async () => {
    const page = await desk.page();
    await page.clock.install();
    await page.reload();
    await signIn(page, 'Ékidom');
    await run(page, 'query MaRequete { moi { signataire { id } } }');
    await page.route('**/ekidom/token', (route) => route.abort(), { times: 2 });
    await page.clock.fastForward('59:10');
    await page.getByText('Votre session se termine dans une minute').waitFor();
    await page.clock.fastForward('01:30');
    await deskReady(page);
    await page.getByRole('button', { name: /^MaRequete$/ }).waitFor();
    await page.context().close();
  });

  it('switches organisations in two clicks once both are known', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await fromAccount(page, 'Changer d’organisation');
    await signIn(page, 'Police nationale');
    await fromAccount(page, 'Changer d’organisation');
    await page.getByRole('button', { name: 'Ékidom' }).click();
    await deskReady(page);
    expect(await run(page, whoAmI)).toMatchObject({
      data: { moi: { signataire: { id: 'ekidom' } } },
    });
    await page.context().close();
  });

  it('signs out here and at the organisation’s provider', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await fromAccount(page, 'Se déconnecter');
    await page.getByText('Se déconnecter aussi de votre organisation').waitFor();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(desk.address);
    await page.getByText('Vous êtes déconnecté').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Ékidom');
    await desk.screenshot(page, 'deconnecte');
    await page.reload();
    await page.getByText('Vous êtes déconnecté').waitFor();
    // The provider asks again who it is.
    await signIn(page, 'Ékidom');
    await page.context().close();
  });

  it('renews its token before it expires', async () => {
    const page = await desk.page();
    await page.clock.install();
    await page.reload();
    await signIn(page, 'Ékidom');
    const before = await tokenOf(page);
    const renewal = page.waitForResponse((response) => response.url().endsWith('/ekidom/token'));
    await page.clock.fastForward('59:10');
    expect((await renewal).status()).toBe(200);
    expect(await tokenOf(page)).not.toBe(before);
    await page.context().close();
  });

  it('warns before its end when it cannot be renewed, then says that it is over', async () => {
    const page = await desk.page();
    await page.clock.install();
    await page.reload();
    await signIn(page, 'Ékidom');
    await page.route('**/ekidom/token', (route) => route.abort());
    await page.clock.fastForward('59:10');
    await page.getByText('Votre session se termine dans une minute').waitFor();
    await desk.screenshot(page, 'session-qui-se-termine');
    await page.clock.fastForward('01:30');
    await page.getByText('Votre session est terminée : son temps est écoulé').waitFor();
    expect(await page.getByRole('button', { name: 'Ékidom' }).isVisible()).toBe(true);
    await desk.screenshot(page, 'session-terminee');
    await page.context().close();
  });

  it('ends when the gateway no longer accepts the token', async () => {
    const page = await desk.page();
    await signIn(page, 'Ékidom');
    await page.route('**/graphql', (route) =>
      route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer x.y.z' } }),
    );
    await page.getByRole('button', { name: 'Exécuter' }).click();
    await page.getByText('la passerelle n’accepte plus votre jeton').waitFor();
    await page.context().close();
  });

  it('says so when the organisation’s provider is away', async () => {
    const page = await desk.page();
    await page.route('**/.well-known/openid-configuration', (route) => route.abort());
    await page.getByRole('button', { name: 'Ékidom' }).click();
    await page.getByText('ne répond pas').waitFor();
    await page.context().close();
  });

  it('never leaves this machine nor breaks the content security policy', () => {
    expect(desk.faults).toEqual({ foreign: [], policy: [], uncaught: [] });
  });
});
