import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { DemoProcess, freeBase } from '../demo/demo-process.js';
import { sharedDemonstration, type Demonstration } from '../harness/shared-by-suites.js';
import { chromiumPath } from './chromium.js';

/** Where screenshots are kept, outside the repository; without it none is taken. */
const screenshots = process.env['IDE_SCREENSHOTS'];

/** What no page of the desk may ever do. */
export interface Faults {
  /** Requests to anywhere but the demonstration on this machine. */
  readonly foreign: string[];
  /** Violations of the content security policy. */
  readonly policy: string[];
  /** Errors that no code caught. */
  readonly uncaught: string[];
}

/** The real demonstration, and a real browser that looks at it. */
export class Desk {
  readonly faults: Faults = { foreign: [], policy: [], uncaught: [] };

  private constructor(
    private readonly demo: Demonstration,
    private readonly browser: Browser,
    private readonly end: () => Promise<unknown>,
  ) {}

  /** Looks at the demonstration that all suites share: for what only reads. */
  static async open(): Promise<Desk> {
    return Desk.launch(await sharedDemonstration(), () => Promise.resolve());
  }

  /** Looks at a demonstration that is this suite's alone, whose processes it may stop. */
  static async openAlone(): Promise<Desk> {
    const base = await freeBase();
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-ide-'));
    const env = {
      DEMO_PORT_BASE: String(base),
      DEMO_FOLDER: folder,
      DEMO_SCALE: '0.2',
      DEMO_PARTITIONS: '1',
    };
    const demo = new DemoProcess('main', [], env);
    await demo.printed('Ctrl-C arrête tout.');
    return Desk.launch({ base, folder, pid: demo.child.pid ?? -1 }, async () => {
      await demo.stop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  private static async launch(demo: Demonstration, end: () => Promise<unknown>): Promise<Desk> {
    if (chromiumPath === null) throw new Error('no Chromium: apt-get install chromium');
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      // Containers run as root, where Chromium's own sandbox cannot be.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    return new Desk(demo, browser, end);
  }

  get base(): number {
    return this.demo.base;
  }

  get address(): string {
    return `http://127.0.0.1:${this.base}/ide/`;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.end();
  }

  /** A fresh browser profile on the first page, watched for faults. */
  async page(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 720 },
      locale: 'fr-FR',
      ...options,
    });
    await this.watch(context);
    const page = await context.newPage();
    await page.goto(this.address);
    return page;
  }

  private async watch(context: BrowserContext): Promise<void> {
    const { foreign, policy, uncaught } = this.faults;
    const ports = [this.base, this.base + 10];
    const ours = new Set(ports.map((port) => `127.0.0.1:${port}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && !ours.has(url.host)) foreign.push(url.href);
    });
    context.on('weberror', (error) => {
      const text = String(error.error());
      // How Monaco's own work ends when its editor goes away.
      if (text !== 'Canceled: Canceled') uncaught.push(text);
    });
    await context.exposeFunction('reportViolation', (text: string) => policy.push(text));
    await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
      reportViolation(event.violatedDirective + ' ' + event.blockedURI))`);
  }

  /** Makes a partner's subgraph neither answer nor end, as one does that hangs. @returns what wakes it. */
  freeze(subgraph: string): () => void {
    const pid = childOf(this.demo.pid, subgraph);
    process.kill(pid, 'SIGSTOP');
    return () => {
      process.kill(pid, 'SIGCONT');
    };
  }

  /** What the databases of a partner hold, asked as SQL. */
  rows(partner: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
    const files = readdirSync(this.demo.folder).filter(
      (name) => name.startsWith(partner) && name.endsWith('.sqlite'),
    );
    return files.flatMap((name) => {
      const database = new DatabaseSync(join(this.demo.folder, name), { readOnly: true });
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    });
  }

  /** For whoever wants to look: named after what it shows. */
  async screenshot(page: Page, name: string): Promise<void> {
    if (screenshots === undefined) return;
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}

/** From the first page to the queries, as the analyst of this organisation. */
export async function signIn(page: Page, organisation: string): Promise<void> {
  await signInToQuestions(page, organisation);
  await deskReady(page);
}

/** From the first page to the questions, where everybody begins. */
export async function signInToQuestions(page: Page, organisation: string): Promise<void> {
  await page.getByRole('button', { name: organisation, exact: true }).click();
  await page.getByRole('button', { name: /^Continuer comme analyste@/ }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

/** What the menu of the account has. */
export async function fromAccount(page: Page, name: string): Promise<void> {
  await page.locator('.account-button').click();
  await page.locator('.account-menu').getByRole('button', { name }).click();
}

/** The editors are there, so that a query can be written and run. */
export async function deskReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Requêtes GraphQL' }).click();
  await page.locator('button.toolbar-run:enabled').waitFor();
}

/** Goes on by keyboard until it stands on what has these words, or on this kind of element. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press('Tab');
    const [words, kind] = await page.evaluate<[string, string]>(`(() => {
      const at = document.activeElement;
      return [(at.textContent || at.value || '').trim(), at.tagName];
    })()`);
    if (name.test(words) || name.test(kind)) return;
  }
  throw new Error(`no way by keyboard to ${name.source}`);
}

/** Replaces what is in the editor. */
export async function write(page: Page, query: string): Promise<void> {
  await page.locator('.query-text .view-lines').click();
  await page.keyboard.press('Control+A');
  await paste(page, query);
}

/** Replaces what is in the editor, runs it, and waits for the answer. */
export async function run(page: Page, query: string): Promise<Record<string, unknown>> {
  await write(page, query);
  // The page asks for itself too; for its analyst alone it asks how the answer came about.
  const answer = page.waitForResponse(
    (response) => response.request().headers()['x-passerelle-plan'] === 'true',
  );
  await page.getByRole('button', { name: 'Exécuter' }).click();
  return (await (await answer).json()) as Record<string, unknown>;
}

/** Pasted rather than typed: the editor closes each bracket that is typed. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('Control+V');
}

/** Ticks one purpose more, and waits until the graph has been read for it. */
export async function declare(page: Page, finalite: string | RegExp): Promise<void> {
  const schema = page.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('IntrospectionQuery'),
  );
  await toggle(page, finalite);
  await schema;
}

/** Ticks a purpose, or takes it back: for which the graph has been read before. */
export async function toggle(page: Page, finalite: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Finalité/ }).click();
  await page.getByRole('checkbox', { name: finalite }).click();
  await page.keyboard.press('Escape');
}

/** The process of a demonstration that runs this subgraph. */
function childOf(parent: number, subgraph: string): number {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The parent is the second field after the name, which stands in brackets.
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (ppid === parent && command.includes(subgraph)) return Number(name);
    } catch {
      // It ended meanwhile.
    }
  }
  throw new Error(`no process of ${subgraph}`);
}
