// Goes through the three built pages in a real browser, against the running demonstration (npm start).
import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const server = await preview();
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? places.find(existsSync),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const graphql = '**/graphql';
let failed = false;

/** What is at fault, said with the step at which it was. */
function expect(step, holds) {
  if (!holds) throw new Error(step);
}

async function signIn(page) {
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: /^Continuer comme/ }).click();
}

async function lists(page) {
  const rows = page.getByRole('table', { name: 'Incidents' }).locator('tbody tr');
  await rows.nth(19).waitFor();
  const day = await rows.first().locator('td').first().innerText();
  expect('a day is written as in France', /^\d\d\/\d\d\/\d{4}$/.test(day));
  const type = await rows.first().locator('td').nth(1).innerText();
  await page
    .getByRole('table', { name: 'Incidents' })
    .getByText(/^[A-Z]\w*_[A-Z]/)
    .waitFor({ state: 'detached' });
  expect(`a type is told in words, not as ${type}`, /^\p{Lu}[^_]*\p{Ll}/u.test(type));
  expect('the code is still in the address', !/code=|state=/.test(page.url()));
  const first = await rows.first().innerText();
  const changed = (before) =>
    page.waitForFunction((text) => {
      const row = document.querySelector('table[aria-label=Incidents] tbody tr');
      return row && row.innerText !== text;
    }, before);
  await page.getByRole('button', { name: 'Page suivante' }).click();
  await changed(first);
  const second = await rows.first().innerText();
  await page.getByRole('button', { name: 'Page précédente' }).click();
  await changed(second);
  expect('the page before is the first', (await rows.first().innerText()) === first);
  return page.locator('p[role=status]').innerText();
}

async function refusedFields(page) {
  const cell = page.getByRole('table', { name: 'Incidents' }).locator('tbody td').nth(5);
  await page.getByText('Certaines colonnes ne vous sont pas communiquées.').waitFor();
  expect('a refused field is said to be one', (await cell.innerText()) === 'non communiqué');
  await page.getByRole('button', { name: 'Pourquoi ?' }).click();
  await page.getByText(/pour une finalité à déclarer/).waitFor();
  await page.getByLabel('Finalité').selectOption({ label: 'Protection du personnel' });
  await page.getByText('Certaines colonnes ne vous').waitFor({ state: 'detached' });
  await page.getByText('non communiqué').first().waitFor({ state: 'detached' });
  await page.getByLabel('Finalité').selectOption({ label: 'Aucune en particulier' });
  await page.getByText('Certaines colonnes ne vous sont pas communiquées.').waitFor();
}

async function act(page) {
  const form = page.getByRole('form', { name: 'Incident' });
  const fill = async (day) => {
    await form.getByLabel(/^Jour des faits/).fill(day);
    await form.getByRole('button', { name: 'Vérifier et envoyer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirmer' });
    await dialog.getByText('ne peut pas être repris').waitFor();
    await dialog.getByRole('button', { name: 'Confirmer et envoyer' }).click();
  };
  await form.getByLabel(/^Résidence/).selectOption({ index: 1 });
  await form.getByLabel(/^Type/).selectOption('Occupation de hall ou de parties communes');
  await form.getByLabel(/^Lieu/).selectOption('Hall ou entrée');
  await form.getByLabel(/^Gravité/).fill('4');
  await fill('2026-01-15');
  // Typed, in French, beside its field: danger, and nobody has called the 17.
  await form
    .locator('p', { hasText: 'Le 17 a été appelé' })
    .getByText(/appelez le 17/)
    .waitFor();
  await form.getByLabel(/^Gravité/).fill('2');
  await fill('2099-01-15');
  await form.locator('p', { hasText: 'Jour des faits' }).locator('.faute').waitFor();
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await fill(day);
  const sent = page.getByText(/^Transmis le \d\d\/\d\d\/20/);
  await sent.waitFor();
  return sent.innerText();
}

async function troubles(page) {
  const ask = () => page.getByLabel('Finalité').selectOption({ label: 'Protection du personnel' });
  const back = () => page.getByLabel('Finalité').selectOption({ label: 'Aucune en particulier' });
  await page.route(graphql, (route) => route.abort());
  await ask();
  await page.getByText('La passerelle ne répond pas.').first().waitFor();
  await page.unroute(graphql);
  const again = page.getByRole('button', { name: 'Réessayer' });
  while ((await again.count()) > 0) {
    // It may have been answered meanwhile.
    await again
      .first()
      .click({ timeout: 2_000 })
      .catch(() => undefined);
  }
  await page.getByText('La passerelle ne répond pas.').first().waitFor({ state: 'detached' });
  const refusal = { errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] };
  await page.route(graphql, (route) =>
    route.request().method() === 'OPTIONS'
      ? route.continue()
      : route.fulfill({
          status: 401,
          json: refusal,
          headers: { 'access-control-allow-origin': 'http://127.0.0.1:5173' },
        }),
  );
  await back();
  await page.getByText('Votre session est terminée').first().waitFor();
  await page.getByRole('button', { name: 'Se reconnecter' }).first().waitFor();
  await page.unroute(graphql);
}

async function session(page) {
  await page.getByRole('button', { name: 'Prolonger la session' }).click();
  await page.getByText('Session prolongée.').waitFor();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.getByRole('button', { name: 'Se connecter' }).waitFor();
}

for (const name of ['fetch', 'urql', 'apollo']) {
  // A person of its own for each page: nobody is signed in yet.
  const page = await (await browser.newContext()).newPage();
  const faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  try {
    await page.goto(`http://127.0.0.1:5173/${name}.html`);
    await signIn(page);
    const read = await lists(page);
    await refusedFields(page);
    const sent = await act(page);
    if (process.env.SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
    }
    await troubles(page);
    await session(page);
    expect(`errors of the page: ${faults.join('; ')}`, faults.length === 0);
    console.log(`${name}: ${read}; ${sent}`);
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.message}`);
    if (process.env.SCREENSHOTS) {
      await page.screenshot({
        path: `${process.env.SCREENSHOTS}/${name}-faute.png`,
        fullPage: true,
      });
    }
  }
  await page.close();
}
await browser.close();
await server.close();
process.exitCode = failed ? 1 : 0;
