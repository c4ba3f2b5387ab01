import type { Browser, Page } from 'playwright-core';

export interface LongTable {
  readonly rows: number;
  /** Milliseconds from the question to the whole list. */
  readonly read: number;
  /** What was done, and how many milliseconds until it was drawn. */
  readonly steps: readonly (readonly [name: string, milliseconds: number])[];
  /** Of the page, with the list in it. */
  readonly megabytes: number;
}

/** All incidents of the département in the table: read to the end, sorted, filtered, grouped, counted. */
export async function longTable(browser: Browser, address: string): Promise<LongTable> {
  const context = await browser.newContext({ locale: 'fr-FR', acceptDownloads: true });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  await page.goto(address);
  await page.getByRole('button', { name: 'Préfecture de la Vienne', exact: true }).click();
  await page.getByRole('button', { name: /^Continuer comme analyste@/ }).click();
  await page
    .getByRole('button', { name: /^Comment évoluent les incidents/ })
    .first()
    .click();
  const begun = performance.now();
  await page.getByRole('tab', { name: 'Tableau', exact: true }).click();
  await page.getByText('Lecture de la liste entière').waitFor();
  await page
    .getByText('Lecture de la liste entière')
    .waitFor({ state: 'detached', timeout: 900_000 });
  await page.locator('.results-scroll tbody tr').nth(5).waitFor();
  const read = performance.now() - begun;
  const [counted = ''] = /^[\d\s]+/.exec(await countOf(page)) ?? [];
  const rows = Number(counted.replaceAll(/\s/g, ''));
  const steps: (readonly [string, number])[] = [];
  const timed = async (name: string, act: string): Promise<void> => {
    steps.push([name, await drawnAfter(page, act)]);
  };
  const head = (index: number) =>
    `document.querySelectorAll('.results-scroll thead button')[${index}].click()`;
  await timed('sort by month', head(0));
  await timed('sort by kind of facts', head(2));
  await timed('the other way', head(2));
  await timed('filter by a word', typing('.results-tools input[type=search]', 'poitiers'));
  await timed('by a longer one', typing('.results-tools input[type=search]', 'poitiers hall'));
  await timed('no filter', typing('.results-tools input[type=search]', ''));
  await timed('group by kind', choosing('Grouper par', 2));
  await timed('open a group', `document.querySelector('.results-group button').click()`);
  await timed('no group', choosing('Grouper par', 0));
  await timed(
    'scroll to the end',
    `document.querySelector('.results-scroll').scrollTop = Number.MAX_SAFE_INTEGER`,
  );
  for (const name of ['Graphique', 'Carte', 'Tableau']) {
    await timed(
      name,
      `[...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === '${name}').click()`,
    );
  }
  for (const name of ['Exporter en CSV', 'Exporter en XLSX']) {
    const file = page.waitForEvent('download', { timeout: 300_000 });
    const asked = performance.now();
    await page.getByRole('button', { name }).click();
    await file;
    steps.push([name, performance.now() - asked]);
  }
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  await context.close();
  return { rows, read, steps, megabytes: usedSize / 1e6 };
}

async function countOf(page: Page): Promise<string> {
  return (await page.locator('.results-count').textContent()) ?? '';
}

/** Until the page has drawn what an act changed. */
function drawnAfter(page: Page, act: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const begun = performance.now();
    ${act};
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
  })`);
}

function typing(selector: string, text: string): string {
  return `{
    const field = document.querySelector('${selector}');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${text}');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }`;
}

function choosing(label: string, index: number): string {
  return `{
    const label = [...document.querySelectorAll('label')].find((found) => found.textContent.startsWith('${label}'));
    const field = document.getElementById(label.htmlFor);
    field.selectedIndex = ${index};
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }`;
}
