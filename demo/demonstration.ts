import { existsSync } from 'node:fs';
import { CommandFailure } from '../schema/cli/command-line.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import type { Answer } from './comparison-table.js';
import { readIssuerSecrets } from './identity-provider/issuer-secrets.js';
import { address } from './programs.js';
import { issuersOf, type DemoSettings } from './settings.js';
import { requestToken } from './token-request.js';

/** The running demonstration (npm start), asked through its gateway as any of its signatories. */
export class RunningDemonstration {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly settings: DemoSettings) {}

  /** Every purpose that a grant names: what is refused under all of them is refused whatever the reason given. */
  async purposes(): Promise<string> {
    const { convention: file } = this.settings;
    if (!existsSync(file)) throw new Error(`${file} manque : lancez d’abord npm start.`);
    const loaded = await loadConvention(file);
    if (!('convention' in loaded)) throw new CommandFailure(printFaults(file, loaded.faults));
    return [...new Set(loaded.convention.acces.flatMap((grant) => grant.finalites ?? []))].join(
      ',',
    );
  }

  /** @throws Error with one French sentence that says what to do. */
  async ask(
    caller: string,
    finalites: string,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const response = await fetch(`${address(this.settings.ports, 'gateway')}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.token(caller)}`,
        'content-type': 'application/json',
        'x-finalite': finalites,
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Answer;
    if (answer.data === undefined) {
      throw new Error(`La passerelle refuse la question de ${caller} : ${JSON.stringify(answer)}`);
    }
    return answer;
  }

  private token(caller: string): Promise<string> {
    const known = this.tokens.get(caller) ?? this.requestToken(caller);
    this.tokens.set(caller, known);
    return known;
  }

  private requestToken(caller: string): Promise<string> {
    return requestToken(`${issuersOf(this.settings)}${caller}`, {
      client: caller,
      secret: secretOf(this.settings, caller),
    });
  }
}

function secretOf({ folder }: DemoSettings, caller: string): string {
  try {
    return readIssuerSecrets(folder, caller).clientSecret;
  } catch {
    throw new Error(`Aucun secret pour « ${caller} » dans ${folder} : lancez d’abord npm start.`);
  }
}
