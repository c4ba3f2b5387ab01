import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** What front-ends of the convention ask; none of it is the hostile partner's. */
const operations: readonly string[] = [
  '{ moi { signataire { nom } } incidents(first: 20) { nodes { id type gravite moisFaits residence { nom commune { nom } } } } }',
  '{ residences(first: 20) { nodes { id nom nbLogements commune { nom } bailleur { nom } } } }',
  '{ signalements(first: 10) { nodes { id urgence statut commune { nom } destinataires { nom } incidents { id type } } } }',
  '{ signataires { id nom nature } }',
  '{ logements(first: 50) { nodes { id nbPieces surface residence { nom } } } }',
  '{ plaintes(first: 20) { nodes { id dateDepot statut plaignant { nom } } } }',
];
const leaves = ['id', 'type', 'gravite', 'moisFaits', 'famille', 'recurrence', 'trancheHoraire'];
/** Of the hostile partner's, so that it is asked whatever it does. */
const throughPartner =
  '{ moi { signataire { nom } } procedures(first: 10) { nodes { id moisFaits etatPublic } } }';

const perSecond = 20;
/** Every so many requests one is of an operation that the gateway never saw. */
const newEvery = 60;
const partnerEvery = 20;
const longestWait = 30_000;

export interface Latencies {
  /** Milliseconds from when the request was due: what waits in a queue counts. */
  readonly known: number[];
  readonly firstSeen: number[];
  readonly withPartner: number[];
  /** Requests not answered as they should have been. */
  readonly failed: string[];
}

interface Asked {
  readonly status: number;
  readonly text: string;
}

/** Asks at a steady rate, whatever becomes of it. */
export class HonestCaller {
  private count = 0;
  private readonly agent = new Agent({ keepAlive: true });
  private headers: Readonly<Record<string, string>> = {};

  constructor(
    private readonly url: string,
    private readonly finalites: string,
    private readonly token: () => Promise<string>,
  ) {}

  /** Asks until the time is over. */
  async run(milliseconds: number): Promise<Latencies> {
    const latencies: Latencies = { known: [], firstSeen: [], withPartner: [], failed: [] };
    await this.signIn();
    const renewal = setInterval(() => void this.signIn(), 600_000);
    const pending = new Set<Promise<void>>();
    const started = performance.now();
    for (let n = 0; ; n += 1) {
      const due = (n * 1_000) / perSecond;
      if (due >= milliseconds) break;
      const early = started + due - performance.now();
      if (early > 0) await delay(early);
      const asked = this.askNext(started + due, latencies).finally(() => pending.delete(asked));
      pending.add(asked);
    }
    await Promise.all(pending);
    clearInterval(renewal);
    return latencies;
  }

  close(): void {
    this.agent.destroy();
  }

  private async signIn(): Promise<void> {
    this.headers = {
      authorization: `Bearer ${await this.token()}`,
      'content-type': 'application/json',
      'x-finalite': this.finalites,
    };
  }

  private async askNext(due: number, latencies: Latencies): Promise<void> {
    const n = (this.count += 1);
    const [list, query, mayFail] =
      n % newEvery === 0
        ? [latencies.firstSeen, firstSeen(n / newEvery), false]
        : n % partnerEvery === 0
          ? [latencies.withPartner, throughPartner, true]
          : [latencies.known, operations[n % operations.length] ?? '', false];
    try {
      const { status, text } = await this.ask(query);
      list.push(performance.now() - due);
      // What a hostile partner leaves out is masked and told; the rest is there all the same.
      const isWhole = mayFail ? text.includes('"moi":{') : !text.includes('"errors"');
      if (status !== 200 || !isWhole) latencies.failed.push(`${status} ${text.slice(0, 200)}`);
    } catch (error) {
      latencies.failed.push((error as Error).message);
    }
  }

  private ask(query: string): Promise<Asked> {
    return new Promise((resolve, reject) => {
      const asking = request(
        `${this.url}/graphql`,
        { agent: this.agent, method: 'POST', headers: this.headers, timeout: longestWait },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
          });
        },
      );
      asking.on('timeout', () => asking.destroy(new Error(`no answer in ${longestWait} ms`)));
      asking.on('error', reject);
      asking.end(JSON.stringify({ query }));
    });
  }
}

/** Another choice of fields each time. */
function firstSeen(n: number): string {
  const chosen = leaves.filter((_, bit) => ((n + 1) >> bit) & 1);
  const deeper = '... { '.repeat(Math.floor(n / 127));
  return `{ incidents(first: 5) { nodes { ${deeper} __typename ${chosen.join(' ')} ${'} '.repeat(Math.floor(n / 127))} } } }`;
}
