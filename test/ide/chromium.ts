import { existsSync } from 'node:fs';
import process from 'node:process';
import { describe } from '@jest/globals';

// The shell is Chromium without its own window: a page costs two thirds of the processor time.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const places = names.map((name) => `/usr/bin/${name}`);

/** A browser of this machine, or null; `CHROMIUM` names another. */
export const chromiumPath = [process.env['CHROMIUM'] ?? '', ...places].find(existsSync) ?? null;

/** A machine without a browser skips these and says so; the project's own check must have one. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (chromiumPath !== null || process.env['CI'] !== undefined) describe(name, tests);
  else
    describe.skip(
      `${name} (skipped: no Chromium; apt-get install chromium, or CHROMIUM=path)`,
      tests,
    );
}
