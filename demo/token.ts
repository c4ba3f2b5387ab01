import process from 'node:process';
import { Command } from 'commander';
import { CommandFailure, runProgram } from '../schema/cli/command-line.js';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { readIssuerSecrets, type IssuerSecrets } from './identity-provider/issuer-secrets.js';
import { issuersOf, readSettings } from './settings.js';
import { requestToken } from './token-request.js';

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

const program = new Command('token')
  .description(
    'Écrit sur la sortie standard un jeton d’une heure pour un signataire, pris auprès du fournisseur d’identité de la démonstration (npm start).',
  )
  .argument('<signataire>', 'pour qui, par exemple ekidom')
  .option(
    '--scope <portées>',
    'celles du jeton, entre guillemets (toutes celles du catalogue) ; la convention décide toujours de ce qui est accordé',
  )
  .action(async (signataire: string, { scope }: { scope?: string }) => {
    process.stdout.write(`${await tokenOf(signataire, scope)}\n`);
  });
await runProgram(program, process.argv.slice(2));
