import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeShiftedConvention } from './convention-copy.js';
import { writeServiceAccounts } from './service-accounts.js';
import { noParts, partners, type Parts } from './databases.js';
import { deploymentFile, partPlaces, signingKeyFile } from './programs.js';
import type { DemoSettings } from './settings.js';
import { writeSubscriptions } from './subscriber/subscriptions.js';

/** Writes the files that the programs read when they start. */
export async function writeConfiguration(
  settings: DemoSettings,
  parts: Parts = noParts,
): Promise<void> {
  writeShiftedConvention(settings);
  writeSigningKey(settings);
  writeSubscriptions(settings);
  await writeServiceAccounts(settings, parts);
  writeDeployment(settings, parts);
}

/** The first time only. */
function writeSigningKey({ folder }: DemoSettings): void {
  const file = signingKeyFile(folder);
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = `${JSON.stringify(privateKey.export({ format: 'jwk' }))}\n`;
  writeFileSync(file, text, { mode: 0o600 });
}

function writeDeployment({ folder, ports }: DemoSettings, parts: Parts): void {
  if (parts.size === 0) return;
  const subgraphs = Object.fromEntries(
    partners
      .filter((partner) => parts.has(partner))
      .map((partner) => {
        const places = partPlaces(ports, partner, parts).map(
          ({ operator, port }) => [operator, { url: `http://127.0.0.1:${port}/graphql` }] as const,
        );
        return [partner, { operateurs: Object.fromEntries(places) }];
      }),
  );
  writeFileSync(deploymentFile(folder), `${JSON.stringify({ subgraphs }, null, 2)}\n`);
}
