import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from './processes.js';
import { accountsFile } from './service-accounts.js';
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

/** Of one landlord that operates its part of `bailleurs` itself. */
export function partFile(folder: string, operator: string): string {
  return join(folder, `bailleurs-${operator}.sqlite`);
}

/**
 * The processes, as a production would start them: each with its own environment.
 * @param operators who operate a part of `bailleurs` each; none: one process for all of them.
 */
export function programs(
  settings: DemoSettings,
  operators: readonly string[] = [],
): readonly Program[] {
  const { ports, folder, convention } = settings;
  const alone = subgraphs.filter((name) => name !== 'bailleurs' || operators.length === 0);
  const common = {
    HOST: '127.0.0.1',
    GATEWAY_JWKS: `${address(ports, 'gateway')}/.well-known/jwks.json`,
    LOG_LEVEL: 'warn',
  };
  const telling = {
    SUBSCRIBERS: subscriptionsFile(folder),
    SERVICE_ACCOUNTS: accountsFile(folder),
  };
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
    ...alone.map((name) => ({
      name,
      command: [youngGeneration, compiled('subgraphs/main.js'), name],
      env: {
        ...common,
        PORT: String(ports[name]),
        ...(name === 'convention'
          ? { CONVENTION: convention }
          : { DATABASE_URL: `sqlite:${databaseFile(folder, name)}`, ...telling }),
      },
      readyUrl: `${address(ports, name)}/health/ready`,
    })),
    ...operators.map((operator, index) => ({
      name: `bailleurs/${operator}`,
      command: [youngGeneration, compiled('subgraphs/main.js'), 'bailleurs'],
      env: {
        ...common,
        PORT: String(partPort(ports, index)),
        OPERATOR: operator,
        DATABASE_URL: `sqlite:${partFile(folder, operator)}`,
        ...telling,
      },
      readyUrl: `http://127.0.0.1:${partPort(ports, index)}/health/ready`,
    })),
    {
      name: 'passerelle',
      command: [youngGeneration, compiled('gateway/main.js')],
      env: {
        HOST: '127.0.0.1',
        PORT: String(ports.gateway),
        CONVENTION: convention,
        AUDIT_URL: `file:${join(folder, 'journal.jsonl')}`,
        GATEWAY_SIGNING_KEY: signingKeyFile(folder),
        LOG_LEVEL: 'warn',
        ...Object.fromEntries(
          alone.map((name) => [
            `SUBGRAPH_URL_${name.toUpperCase()}`,
            `${address(ports, name)}/graphql`,
          ]),
        ),
        ...(operators.length > 0 && { SUBGRAPHS: deploymentFile(folder) }),
      },
      readyUrl: `${address(ports, 'gateway')}/health/ready`,
    },
  ];
}

/** Where each operator of a part answers. */
export function partPort({ gateway }: DemoPorts, index: number): number {
  return gateway + 20 + index;
}

/** The gateway's private key: kept, so that cursors and `partner doctor` outlive a restart. */
export function signingKeyFile(folder: string): string {
  return join(folder, 'cle-passerelle.json');
}

/** What the gateway reads of where they are. */
export function deploymentFile(folder: string): string {
  return join(folder, 'subgraphs.json');
}

export function address(ports: DemoPorts, name: keyof DemoPorts): string {
  return `http://127.0.0.1:${ports[name]}`;
}

/** A main of the compiled tree that this file is part of. */
function compiled(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
