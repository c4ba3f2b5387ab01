import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { writeShiftedConvention } from './convention-copy.js';
import { writeServiceAccounts } from './service-accounts.js';
import { deploymentFile, partPort, signingKeyFile } from './programs.js';
import type { DemoSettings } from './settings.js';
import { writeSubscriptions } from './subscriber/subscriptions.js';

/** Writes the files that the programs read when they start. */
export async function writeConfiguration(
  settings: DemoSettings,
  operators: readonly string[] = [],
): Promise<void> {
  writeShiftedConvention(settings);
  writeSigningKey(settings);
  writeSubscriptions(settings);
  await writeServiceAccounts(settings);
  writeDeployment(settings, operators);
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

function writeDeployment({ folder, ports }: DemoSettings, operators: readonly string[]): void {
  if (operators.length === 0) return;
  const operateurs = Object.fromEntries(
    operators.map((id, index) => [
      id,
      { url: `http://127.0.0.1:${partPort(ports, index)}/graphql` },
    ]),
  );
  const deployment = { subgraphs: { bailleurs: { operateurs } } };
  writeFileSync(deploymentFile(folder), `${JSON.stringify(deployment, null, 2)}\n`);
}
