import { readFileSync, writeFileSync } from 'node:fs';
import type { LineSecurity } from '../../partner/line.js';
import { TrialKey } from '../../partner/trial-key.js';
import { CommandFailure } from '../command-line.js';

export interface SecurityOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly certKey?: string;
}

export function trialKey(file: string): TrialKey {
  const text = readText('--key', file);
  try {
    return TrialKey.parse(text);
  } catch {
    throw new CommandFailure([
      `--key: ${file} holds no private Ed25519 key as JWK; make one with npm run partner -- key.`,
    ]);
  }
}

export function securityOf({ ca, cert, certKey }: SecurityOptions): LineSecurity {
  return {
    ...(ca === undefined ? {} : { ca: readText('--ca', ca) }),
    ...(cert === undefined ? {} : { cert: readText('--cert', cert) }),
    ...(certKey === undefined ? {} : { key: readText('--cert-key', certKey) }),
  };
}

export function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new CommandFailure([`${option}: ${file} cannot be read (${code}).`]);
  }
}

/** A report may quote what a partner answered: it is its maker's alone. @throws CommandFailure */
export function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new CommandFailure([`${file} cannot be written (${code}).`]);
  }
}
