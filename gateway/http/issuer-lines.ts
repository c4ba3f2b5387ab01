import type { Convention } from '../../schema/convention/convention.js';
import { TlsFaults, type Pems, type TlsFiles } from '../../schema/process/tls-files.js';
import type { Deployment } from '../../schema/process/deployment.js';
import type { SecuredLines } from './secured-lines.js';

/** By issuer: what the line to its keys is secured by. */
export type PemsOfIssuer = (issuer: string) => Pems;

/**
 * Authorities by which the key addresses of issuers are believed, where the deployment file names
 * some: then those and no others. The other issuers' are believed by this system's.
 */
export function issuerLines(
  { issuers }: Deployment,
  { emetteurs }: Pick<Convention, 'emetteurs'>,
  lines: SecuredLines,
): { readonly pemsOf: PemsOfIssuer } | { readonly faults: readonly string[] } {
  const faults: string[] = [];
  const files = new Map<string, TlsFiles>();
  for (const [issuer, paths] of issuers) {
    const known = emetteurs.get(issuer);
    if (!known) faults.push(`emetteurs: the convention has no issuer "${issuer}"`);
    else if (!/^https:/i.test(known.jwks)) {
      faults.push(
        `emetteurs: "${issuer}" has its keys at a plain address or in a file: take ca away`,
      );
    } else {
      try {
        files.set(issuer, lines.filesOf(paths));
      } catch (error) {
        if (!(error instanceof TlsFaults)) throw error;
        faults.push(...error.faults.map((fault) => `emetteurs: "${issuer}": ${fault}`));
      }
    }
  }
  if (faults.length > 0) return { faults };
  return { pemsOf: (issuer) => files.get(issuer)?.current ?? {} };
}
