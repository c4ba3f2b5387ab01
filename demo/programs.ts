import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from './processes.js';
import { subscriptionsFile } from './subscriber/subscriptions-file.js';
import type { DemoPorts, DemoSettings } from './settings.js';

const subgraphs = ['ville', 'bailleurs', 'justice', 'convention'] as const;
/** As `npm run gateway` and `npm run subgraph` have it: rows live for one answer. */
const youngGeneration = '--max-semi-space-size=32';

/** The subgraphs that keep a database. */
export const partners = ['ville', 'bailleurs', 'justice'] as const;
export type Partner = (typeof partners)[number];

export function databaseFile(folder: string, partner: Partner): string {
  return join(folder, `${partner}.sqlite`);
}

/** The seven processes, as a production would start them: each with its own environment. */
export function programs(settings: DemoSettings): readonly Program[] {
  const { ports, folder, convention } = settings;
  return [
    {
      name: 'identité',
      command: [compiled('demo/identity-provider/main.js')],
      env: {
        DEMO_PORT_BASE: String(ports.gateway),
        DEMO_FOLDER: folder,
      },
      readyUrl: `${address(ports, 'identity')}/health/ready`,
    },
    {
      name: 'abonné',
      command: [compiled('demo/subscriber/main.js')],
      env: {
        DEMO_PORT_BASE: String(ports.gateway),
        DEMO_FOLDER: folder,
      },
      readyUrl: `${address(ports, 'subscriber')}/health/ready`,
    },
    ...subgraphs.map((name) => ({
      name,
      command: [youngGeneration, compiled('subgraphs/main.js'), name],
      env: {
        HOST: '127.0.0.1',
        PORT: String(ports[name]),
        GATEWAY_JWKS: `${address(ports, 'gateway')}/.well-known/jwks.json`,
        LOG_LEVEL: 'warn',
        ...(name === 'convention'
          ? { CONVENTION: convention }
          : {
              DATABASE_URL: `sqlite:${databaseFile(folder, name)}`,
              SUBSCRIBERS: subscriptionsFile(folder),
            }),
      },
      readyUrl: `${address(ports, name)}/health/ready`,
    })),
    {
      name: 'passerelle',
      command: [youngGeneration, compiled('gateway/main.js')],
      env: {
        HOST: '127.0.0.1',
        PORT: String(ports.gateway),
        CONVENTION: convention,
        AUDIT_URL: `file:${join(folder, 'journal.jsonl')}`,
        LOG_LEVEL: 'warn',
        ...Object.fromEntries(
          subgraphs.map((name) => [
            `SUBGRAPH_URL_${name.toUpperCase()}`,
            `${address(ports, name)}/graphql`,
          ]),
        ),
      },
      readyUrl: `${address(ports, 'gateway')}/health/ready`,
    },
  ];
}

export function address(ports: DemoPorts, name: keyof DemoPorts): string {
  return `http://127.0.0.1:${ports[name]}`;
}

/** A main of the compiled tree that this file is part of. */
function compiled(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
