// Looks at the three built pages in a real browser, against the running demonstration (npm start).
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const token = execFileSync('npm', ['run', '-s', '--prefix', '..', 'token', '--', 'ekidom'], {
  encoding: 'utf8',
}).trim();
const server = await preview();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
let failed = false;
for (const name of ['fetch', 'urql', 'apollo']) {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  try {
    await page.goto(`http://127.0.0.1:5173/${name}.html`);
    await page.getByLabel('Jeton').fill(token);
    await page.getByRole('button', { name: 'Lire' }).click();
    await page.locator('tbody tr').nth(19).waitFor();
    const first = await page.locator('tbody tr').last().innerText();
    await page.getByRole('button', { name: 'Page suivante' }).click();
    await page.waitForFunction(
      (text) => [...document.querySelectorAll('tbody tr')].at(-1)?.innerText !== text,
      first,
    );
    const rows = await page.locator('tbody tr').count();
    const said = await page.getByRole('status').innerText();
    if (faults.length > 0 || rows < 20) throw new Error(`${rows} rows; ${faults.join('; ')}`);
    console.log(`${name}: ${said}`);
  } catch (error) {
    failed = true;
    console.error(`${name}: ${error.message}`);
  }
  await page.close();
}
await browser.close();
await server.close();
process.exitCode = failed ? 1 : 0;
