import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadIssuerSecrets } from './identity-provider/issuer-secrets.js';
import type { Parts } from './databases.js';
import type { DemoPorts, DemoSettings } from './settings.js';

/** Whose acts go on to other owners' rows in the demonstration, whoever operates what. */
const parquet = 'parquet-poitiers';

/** Under which accounts they do, where and by which secret. */
export function accountsFile(folder: string): string {
  return join(folder, 'comptes.json');
}

/** Written at each start, for the ports may be others; readable by its owner only. */
export async function writeServiceAccounts(
  { folder, ports }: DemoSettings,
  parts: Parts,
): Promise<void> {
  const file = accountsFile(folder);
  // The operators of a part of `ville` bring what they keep of the directory to each other.
  const acting = [parquet, ...(parts.get('ville') ?? [])];
  const accounts = await Promise.all(
    acting.map(async (signataire) => ({
      signataire,
      passerelle: `${at(ports, 'gateway')}/graphql`,
      jetons: `${at(ports, 'identity')}/${signataire}/token`,
      client: signataire,
      secret: (await loadIssuerSecrets(folder, signataire)).clientSecret,
    })),
  );
  writeFileSync(file, JSON.stringify(accounts, null, 2), { mode: 0o600 });
}

function at(ports: DemoPorts, name: keyof DemoPorts): string {
  return `http://127.0.0.1:${String(ports[name])}`;
}
