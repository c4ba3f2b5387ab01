import process from 'node:process';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { readIssuerSecrets, type IssuerSecrets } from './identity-provider/issuer-secrets.js';
import { issuersOf, readSettings } from './settings.js';
import { requestToken } from './token-request.js';
import { trialToken } from './trial-token.js';

async function tokenOf(signataire: string, scope: string | undefined): Promise<string> {
  const settings = readSettings(process.env);
  if (!/^[a-z0-9-]+$/.test(signataire)) throw failure(`« ${signataire} » n’est pas un signataire.`);
  const unknown = await unknownScopes(settings.convention, scope);
  if (unknown.length > 0) {
    throw failure(
      `Portée inconnue du catalogue : ${unknown.join(', ')}. Voir schema/convention.yaml, « donnees ».`,
    );
  }
  const { clientSecret } = secretsOf(settings.folder, signataire);
  const issuer = `${issuersOf(settings)}${signataire}`;
  const asked = { client: signataire, secret: clientSecret };
  return requestToken(issuer, scope === undefined ? asked : { ...asked, scope }).catch(
    (error: unknown) => {
      throw failure((error as Error).message);
    },
  );
}

function secretsOf(folder: string, signataire: string): IssuerSecrets {
  try {
    return readIssuerSecrets(folder, signataire);
  } catch {
    throw failure(
      `Aucun secret pour « ${signataire} » dans ${folder} : lancez d’abord npm start, ` +
        'et vérifiez l’identifiant (par exemple ekidom, ville-poitiers, parquet-poitiers).',
    );
  }
}

async function unknownScopes(file: string, scope: string | undefined): Promise<string[]> {
  const loaded = await loadConvention(file);
  if (!('convention' in loaded)) throw new CommandFailure(printFaults(file, loaded.faults));
  const { donnees } = loaded.convention;
  return (scope ?? '').split(/\s+/).filter((asked) => asked !== '' && !donnees.has(asked));
}

function failure(message: string): CommandFailure {
  return new CommandFailure([message]);
}

interface Options {
  readonly scope?: string;
  readonly for?: string;
  readonly as?: string;
  readonly purpose?: string;
  readonly folder: string;
}

const program = new Command('token')
  .description(
    'Écrit sur la sortie standard un jeton d’une heure pour un signataire, pris auprès du fournisseur d’identité de la démonstration (npm start) ; avec --for, ce que la passerelle enverrait à un sous-graphe, pour l’essayer seul.',
  )
  .argument('[signataire]', 'pour qui, par exemple ekidom')
  .option(
    '--scope <portées>',
    'celles du jeton, entre guillemets (toutes celles du catalogue) ; la convention décide toujours de ce qui est accordé',
  )
  .option(
    '--for <sous-graphe>',
    'un jeton d’une minute pour ce sous-graphe, signé d’une clé d’essai ; refusé en production (NODE_ENV)',
  )
  .option('--as <signataire>', 'avec --for : qui demande')
  .option('--purpose <finalités>', 'avec --for : séparées par des virgules (toutes)')
  .option('--folder <dossier>', 'avec --for : où est la clé d’essai', 'var/trial')
  .action(async (signataire: string | undefined, options: Options, command: Command) => {
    process.stdout.write(`${await written(signataire, options, command)}\n`);
  });
await runProgram(program, process.argv.slice(2));

async function written(
  signataire: string | undefined,
  options: Options,
  command: Command,
): Promise<string> {
  const { scope, for: audience, as, purpose, folder } = options;
  if (audience === undefined) {
    if (as !== undefined) command.error('error: --as needs --for', { exitCode: 2 });
    if (signataire === undefined) {
      command.error("error: missing required argument 'signataire'", { exitCode: 2 });
    }
    return tokenOf(signataire, scope);
  }
  const who = as ?? signataire;
  if (who === undefined) command.error('error: --for needs --as', { exitCode: 2 });
  const { convention } = readSettings(process.env);
  const finalites = purpose?.split(',').map((word) => word.trim()) ?? null;
  const request = { audience, signataire: who, finalites, convention, folder };
  return trialToken(request, process.env, (line) => process.stderr.write(`${line}\n`));
}
