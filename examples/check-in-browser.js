// Looks at the three built pages in a real browser, against the running demonstration (npm start).
import process from 'node:process';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const server = await preview();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
let failed = false;
for (const name of ['fetch', 'urql', 'apollo']) {
  // A person of its own for each page: nobody is signed in yet.
  const page = await (await browser.newContext()).newPage();
  const faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  try {
    await page.goto(`http://127.0.0.1:5173/${name}.html`);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('button', { name: /^Continuer comme/ }).click();
    const incidents = page.getByRole('table', { name: 'Incidents' }).locator('tbody tr');
    await incidents.nth(19).waitFor();
    if (/code=|state=/.test(page.url())) throw new Error('the code is still in the address');
    const last = await incidents.last().innerText();
    await page.getByRole('button', { name: 'Page suivante' }).click();
    await page.waitForFunction(
      (text) =>
        [...document.querySelectorAll('table[aria-label=Incidents] tbody tr')].at(-1)?.innerText !==
        text,
      last,
    );
    const rows = await incidents.count();
    const read = await page.getByRole('status').innerText();
    const drafts = page.getByRole('table', { name: 'Signalements à transmettre' });
    const send = drafts.getByRole('button', { name: 'Transmettre' });
    await send.first().waitFor();
    const first = await drafts.locator('tbody tr').first().innerText();
    const waiting = await send.count();
    await send.first().click();
    await page.getByText(/^Transmis le 20/).waitFor();
    await page.waitForFunction(
      ({ text, count }) => {
        const left = [...document.querySelectorAll('table[aria-label^=Signalements] tbody tr')];
        // Of a long list the next one moves up.
        return left.length < count || left[0]?.innerText !== text;
      },
      { text: first, count: waiting },
    );
    const sent = await page.getByRole('alert').innerText();
    if (faults.length > 0 || rows < 20) throw new Error(`${rows} rows; ${faults.join('; ')}`);
    console.log(`${name}: ${read}; ${sent}`);
    if (process.env.SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
    }
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.message}`);
  }
  await page.close();
}
await browser.close();
await server.close();
process.exitCode = failed ? 1 : 0;
