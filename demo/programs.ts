import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  databaseFile,
  noParts,
  partFile,
  partners,
  type Partner,
  type Parts,
} from './databases.js';
import type { Program } from './processes.js';
import { accountsFile } from './service-accounts.js';
import { subscriptionsFile } from './subscriber/subscriptions-file.js';
import type { DemoPorts, DemoSettings } from './settings.js';

const subgraphs = ['ville', 'bailleurs', 'justice', 'convention'] as const;
/** As `npm run gateway` and `npm run subgraph` have it: rows live for one answer. */
const youngGeneration = '--max-semi-space-size=32';

/**
 * The processes, as a production would start them, each with its own environment; only that the
 * operators of one subgraph share a process here, and nothing else.
 */
export function programs(settings: DemoSettings, parts: Parts = noParts): readonly Program[] {
  const { ports, folder, convention } = settings;
  const alone = subgraphs.filter((name) => !parts.has(name));
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
      readyUrls: [`${address(ports, 'identity')}/health/ready`],
    },
    {
      name: 'abonné',
      needs: 'served',
      command: [compiled('demo/subscriber/main.js')],
      env: {
        DEMO_PORT_BASE: String(ports.gateway),
        DEMO_FOLDER: folder,
      },
      readyUrls: [`${address(ports, 'subscriber')}/health/ready`],
    },
    ...alone.map((name) => ({
      name,
      command: [youngGeneration, compiled('subgraphs/main.js'), name],
      ...(name !== 'convention' && { needs: 'rows' as const }),
      env: {
        ...common,
        PORT: String(ports[name]),
        ...(name === 'convention'
          ? { CONVENTION: convention }
          : { DATABASE_URL: `sqlite:${databaseFile(folder, name)}`, ...telling }),
      },
      readyUrls: [`${address(ports, name)}/health/ready`],
    })),
    ...partners
      .filter((name) => parts.has(name))
      .map((name) => {
        const places = partPlaces(ports, name, parts);
        return {
          name: `${name} (${places.length} exploitants)`,
          command: [
            youngGeneration,
            compiled('demo/operators/main.js'),
            name,
            ...places.map(
              ({ operator, port }) =>
                `${operator},${port},sqlite:${partFile(folder, name, operator)}`,
            ),
          ],
          needs: 'rows' as const,
          env: { ...common, ...telling },
          readyUrls: places.map(({ port }) => `http://127.0.0.1:${port}/health/ready`),
        };
      }),
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
        ...(parts.size > 0 && { SUBGRAPHS: deploymentFile(folder) }),
      },
      readyUrls: [`${address(ports, 'gateway')}/health/ready`],
    },
  ];
}

/** Where each operator of a part of this subgraph answers. */
export function partPlaces(
  { gateway }: DemoPorts,
  partner: Partner,
  parts: Parts,
): readonly { readonly operator: string; readonly port: number }[] {
  const first = gateway + (partner === 'ville' ? 30 : 20);
  return (parts.get(partner) ?? []).map((operator, index) => ({ operator, port: first + index }));
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
