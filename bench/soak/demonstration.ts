import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeConfiguration } from '../../demo/configuration.js';
import { seedOnce } from '../../demo/data/seed.js';
import { readIssuerSecrets } from '../../demo/identity-provider/issuer-secrets.js';
import { allReady, Processes, type Program } from '../../demo/processes.js';
import { address, programs } from '../../demo/programs.js';
import { issuersOf, readSettings, type DemoSettings } from '../../demo/settings.js';
import { requestToken } from '../../demo/token-request.js';
import { loadConvention, printFaults } from '../../schema/convention/load-convention.js';

const startTimeoutMs = 120_000;

/** The processes of the demonstration, with a partner of our choice in the place of `justice`. */
export class Demonstration {
  /** What ended although nobody stopped it. */
  readonly crashes: string[] = [];

  private constructor(
    private readonly settings: DemoSettings,
    private readonly processes: Processes,
    /** All that the convention knows, for `x-finalite`. */
    readonly finalites: string,
  ) {}

  /** @param partnerPort where the gateway asks for what is `justice`'s. */
  static async start(base: number, partnerPort: number): Promise<Demonstration> {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-soak-'));
    const settings = readSettings({ DEMO_PORT_BASE: String(base), DEMO_FOLDER: folder });
    await writeConfiguration(settings);
    const loaded = await loadConvention(settings.convention);
    if (!('convention' in loaded)) {
      throw new Error(printFaults(settings.convention, loaded.faults).join('\n'));
    }
    const { signataires, acces } = loaded.convention;
    const crashes: string[] = [];
    const processes = new Processes(({ name, how, lastLines }) => {
      crashes.push(`${name}: ${how}\n${lastLines.join('\n')}`);
    });
    const today = new Date().toISOString().slice(0, 10);
    await seedOnce(folder, [...signataires.keys()], settings.scale, today);
    const all = programs(settings);
    for (const program of all) {
      processes.start(
        program.name === 'passerelle' ? measured(program, folder, partnerPort) : program,
      );
    }
    await allReady(all, startTimeoutMs, new AbortController().signal);
    const finalites = [...new Set(acces.flatMap(({ finalites: purposes }) => purposes ?? []))].join(
      ',',
    );
    const demonstration = new Demonstration(settings, processes, finalites);
    demonstration.crashes.push(...crashes);
    return demonstration;
  }

  get gatewayUrl(): string {
    return address(this.settings.ports, 'gateway');
  }

  /** How long the gateway's event loop was busy at a stretch, in milliseconds of its own processor time. */
  turns(): readonly number[] {
    return JSON.parse(readFileSync(turnsFile(this.settings.folder), 'utf8')) as number[];
  }

  /** Good for an hour. */
  token(signataire: string): Promise<string> {
    const { clientSecret: secret } = readIssuerSecrets(this.settings.folder, signataire);
    const issuer = `${issuersOf(this.settings)}${signataire}`;
    return requestToken(issuer, { client: signataire, secret });
  }

  async stop(): Promise<void> {
    await this.processes.stop();
    rmSync(this.settings.folder, { recursive: true, force: true });
  }
}

/** Asks a partner of ours, and tells how long its event loop is busy. */
function measured(gateway: Program, folder: string, partnerPort: number): Program {
  const probe = new URL('turns-probe.js', import.meta.url).href;
  return {
    ...gateway,
    command: ['--import', probe, ...gateway.command],
    env: {
      ...gateway.env,
      SUBGRAPH_URL_JUSTICE: `http://127.0.0.1:${partnerPort}/graphql`,
      SOAK_TURNS: turnsFile(folder),
    },
  };
}

function turnsFile(folder: string): string {
  return join(folder, 'turns.json');
}
