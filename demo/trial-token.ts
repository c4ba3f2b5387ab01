import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from '../schema/cli/command-line.js';
import { effectiveRights } from '../schema/convention/effective-rights.js';
import { knownPurposes } from '../schema/convention/known-purposes.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { TrialKey } from '../schema/partner/trial-key.js';
import type { Environment } from '../schema/process/environment.js';

export interface TrialRequest {
  /** Name of the subgraph under trial. */
  readonly audience: string;
  readonly signataire: string;
  /** Purposes declared; null: all that the convention knows. */
  readonly finalites: readonly string[] | null;
  readonly convention: string;
  /** Where the throw-away key and its set lie; made there the first time. */
  readonly folder: string;
}

/**
 * What the gateway would send to this subgraph for this signatory, with its rights of today, signed
 * with a throw-away key: for a subgraph that runs alone and trusts `jwks.json` of the folder.
 * @param tell for the person at the terminal.
 * @throws CommandFailure, in production always.
 */
export async function trialToken(
  { audience, signataire, finalites, convention: file, folder }: TrialRequest,
  env: Environment,
  tell: (line: string) => void,
): Promise<string> {
  if (env['NODE_ENV'] === 'production') {
    throw new CommandFailure(['En production, seule la passerelle signe : --for est refusé.']);
  }
  const loaded = await loadConvention(file);
  if (!('convention' in loaded)) throw new CommandFailure(printFaults(file, loaded.faults));
  const { convention } = loaded;
  const known = convention.signataires.get(signataire);
  if (!known) throw new CommandFailure([`« ${signataire} » n’est pas un signataire.`]);
  const purposes = knownPurposes(convention);
  const unknown = (finalites ?? []).filter((purpose) => !purposes.has(purpose));
  if (unknown.length > 0) {
    throw new CommandFailure([`Finalité inconnue de la convention : ${unknown.join(', ')}.`]);
  }
  const declared = finalites ?? [...purposes];
  const at = new Date();
  const rights = effectiveRights(convention, signataire, { scopes: null, finalites: declared, at });
  if (!rights.authenticated) {
    throw new CommandFailure([`« ${signataire} » n’est pas en vigueur aujourd’hui.`]);
  }
  const { territoire } = known;
  const claims = { politiques: rights.politiques, finalites: declared };
  const caller = { signataire, territoire: { ...territoire }, droits: rights.droits };
  return keyIn(folder, audience, tell).token(audience, caller, { claims });
}

function keyIn(folder: string, audience: string, tell: (line: string) => void): TrialKey {
  const file = join(folder, 'key.json');
  try {
    return TrialKey.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new CommandFailure([`${file} n’est pas une clé d’essai : supprimez le fichier.`]);
    }
  }
  const key = TrialKey.generate();
  const keySet = join(folder, 'jwks.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(key.privateJwk)}\n`, { mode: 0o600 });
  writeFileSync(keySet, `${JSON.stringify(key.keySet)}\n`);
  tell(
    `Clé d’essai faite. GATEWAY_JWKS=${keySet} REQUIRE_FETCH_TICKET=false npm run subgraph -- ${audience}`,
  );
  return key;
}
