import { readFileSync } from 'node:fs';
import { httpUrlFault } from '../../../schema/process/http-url.js';

/** Under which account a signatory's acts go on to other owners' rows. */
export interface ServiceAccount {
  readonly signataire: string;
  /** The gateway's /graphql. */
  readonly passerelle: string;
  /** The token endpoint of the signatory's own issuer (client credentials grant). */
  readonly jetons: string;
  readonly client: string;
  readonly secret: string;
}

/** By signatory. */
export type ServiceAccounts = ReadonlyMap<string, ServiceAccount>;

/** @returns the accounts of a file, or what is wrong with it. No fault repeats a value of the file. */
export function readServiceAccounts(
  path: string,
): ServiceAccounts | { readonly faults: readonly string[] } {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'it holds no JSON';
    return { faults: [`the file cannot be read (${reason})`] };
  }
  if (!Array.isArray(written)) {
    return {
      faults: [
        'expected a list: [{ "signataire": …, "passerelle": …, "jetons": …, "client": …, "secret": … }]',
      ],
    };
  }
  const faults: string[] = [];
  const accounts = new Map<string, ServiceAccount>();
  written.forEach((entry: unknown, index) => {
    const fault = faultOf(entry, accounts);
    if (fault !== null) faults.push(`entry ${String(index + 1)}: ${fault}`);
    else {
      const { signataire, passerelle, jetons, client, secret } = entry as ServiceAccount;
      accounts.set(signataire, { signataire, passerelle, jetons, client, secret });
    }
  });
  return faults.length > 0 ? { faults } : accounts;
}

function faultOf(entry: unknown, known: ServiceAccounts): string | null {
  const given = (entry ?? {}) as Partial<Record<keyof ServiceAccount, unknown>>;
  const { signataire } = given;
  if (typeof signataire !== 'string' || !/^[a-z0-9-]{1,60}$/.test(signataire)) {
    return '"signataire" is not the id of a signatory';
  }
  if (known.has(signataire)) return 'this signatory stands there twice';
  for (const name of ['passerelle', 'jetons'] as const) {
    const url = given[name];
    const fault = httpUrlFault(typeof url === 'string' ? url : '');
    if (fault !== null) return `"${name}": ${fault}`;
  }
  for (const name of ['client', 'secret'] as const) {
    if (typeof given[name] !== 'string' || given[name] === '') return `"${name}" is missing`;
  }
  return null;
}
