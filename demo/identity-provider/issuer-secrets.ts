import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What one issuer of the demonstration keeps from one start to the next. */
export interface IssuerSecrets {
  readonly clientSecret: string;
  readonly cookieKey: string;
  readonly signingKey: JWK;
}

/** Below the demonstration's folder; readable by its owner only. */
export function secretsFile(folder: string, signataire: string): string {
  return join(folder, 'identity', `${signataire}.json`);
}

/** Made on the first start, then kept: a token outlives a restart, as in production. */
export async function loadIssuerSecrets(
  folder: string,
  signataire: string,
): Promise<IssuerSecrets> {
  const file = secretsFile(folder, signataire);
  try {
    return readIssuerSecrets(folder, signataire);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const secrets: IssuerSecrets = {
    clientSecret: randomBytes(24).toString('base64url'),
    cookieKey: randomBytes(24).toString('base64url'),
    signingKey: { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' },
  };
  mkdirSync(join(folder, 'identity'), { recursive: true, mode: 0o700 });
  // Renamed into place: a stop in between leaves no half-written key.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(draft, file);
  return secrets;
}

/** @throws Error ENOENT before the provider's first start. */
export function readIssuerSecrets(folder: string, signataire: string): IssuerSecrets {
  return JSON.parse(readFileSync(secretsFile(folder, signataire), 'utf8')) as IssuerSecrets;
}
