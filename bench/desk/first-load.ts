import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';

export interface FirstLoad {
  /** Milliseconds from the address to an organisation that can be pressed. */
  readonly chooser: number;
  /** Seconds on the first page before pressing, in `afterReading`. */
  readonly read: number;
  /** From the provider's last button to the questions. */
  readonly afterReading: number;
  /** From the address to the questions, by somebody who presses at once. */
  readonly atOnce: number;
  readonly editor: number;
  readonly kibibytes: number;
  /** Of the page's own thread until the questions, slowed: a busy machine changes it less than the others. */
  readonly processor: number;
}

/** What somebody takes to find their organisation among thirteen. */
const read = 4;
const organisation = 'Ékidom';

/** Once by somebody who reads the first page, once by somebody who presses at once. */
export async function firstLoad(browser: Browser, address: string): Promise<FirstLoad> {
  const reading = await slowPage(browser);
  const begun = performance.now();
  await reading.page.goto(address, { waitUntil: 'commit' });
  await chosen(reading.page).waitFor();
  const chooser = performance.now() - begun;
  await wait(read * 1000);
  await chosen(reading.page).click();
  await confirm(reading.page).waitFor();
  const confirmed = performance.now();
  await confirm(reading.page).click();
  await usable(reading.page);
  const afterReading = performance.now() - confirmed;
  const kibibytes = reading.received() / 1024;
  const processor = await reading.processor();
  const asked = performance.now();
  await reading.page.getByRole('button', { name: 'Requêtes GraphQL' }).click();
  await reading.page.locator('button.toolbar-run:enabled').waitFor();
  const editor = performance.now() - asked;
  await reading.page.context().close();

  const { page } = await slowPage(browser);
  const started = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await chosen(page).click();
  await confirm(page).click();
  await usable(page);
  const atOnce = performance.now() - started;
  await page.context().close();
  return { chooser, read, afterReading, atOnce, editor, kibibytes, processor };
}

const chosen = (page: Page) => page.getByRole('button', { name: organisation, exact: true });
const confirm = (page: Page) => page.getByRole('button', { name: /^Continuer comme analyste@/ });

/** The questions are there to be chosen. */
async function usable(page: Page): Promise<void> {
  await page.locator('.question-list li button').first().waitFor();
}

interface SlowPage {
  readonly page: Page;
  /** Bytes so far. */
  readonly received: () => number;
  /** Milliseconds so far. */
  readonly processor: () => Promise<number>;
}

async function slowPage(browser: Browser): Promise<SlowPage> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  const debug = await context.newCDPSession(page);
  let bytes = 0;
  debug.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await debug.send('Network.enable');
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  await debug.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
  await debug.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const processor = async (): Promise<number> => {
    const { metrics } = await debug.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  return { page, received: () => bytes, processor };
}
