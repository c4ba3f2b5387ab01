import process from 'node:process';
import { parseArgs } from 'node:util';
import { loadConvention, printFaults } from '../schema/convention/load-convention.js';
import { readIssuerSecrets } from './identity-provider/issuer-secrets.js';
import { issuersOf, readSettings } from './settings.js';
import { requestToken } from './token-request.js';

const usage = `usage : npm run -s token -- SIGNATAIRE [--scope "incident:lecture residence:exploitation"]

Écrit sur la sortie standard un jeton d’une heure pour ce signataire, pris auprès du fournisseur
d’identité de la démonstration (npm start). Sans --scope, le jeton porte toutes les portées du
catalogue ; la convention décide toujours de ce qui est accordé.`;

async function main(argv: readonly string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { scope: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${usage}`);
  }
  if (parsed.values.help) {
    console.log(usage);
    return 0;
  }
  const [signataire, ...rest] = parsed.positionals;
  if (signataire === undefined || rest.length > 0) return fail(usage);
  if (!/^[a-z0-9-]+$/.test(signataire)) return fail(`« ${signataire} » n’est pas un signataire.`);
  const settings = readSettings(process.env);
  const { scope } = parsed.values;
  const unknown = await unknownScopes(settings.convention, scope);
  if (unknown.length > 0) {
    return fail(
      `Portée inconnue du catalogue : ${unknown.join(', ')}. Voir schema/convention.yaml, « donnees ».`,
    );
  }
  let secrets;
  try {
    secrets = readIssuerSecrets(settings.folder, signataire);
  } catch {
    return fail(
      `Aucun secret pour « ${signataire} » dans ${settings.folder} : lancez d’abord npm start, ` +
        'et vérifiez l’identifiant (par exemple ekidom, ville-poitiers, parquet-poitiers).',
    );
  }
  const issuer = `${issuersOf(settings)}${signataire}`;
  console.log(
    await requestToken(issuer, {
      client: signataire,
      secret: secrets.clientSecret,
      ...(scope === undefined ? {} : { scope }),
    }),
  );
  return 0;
}

async function unknownScopes(file: string, scope: string | undefined): Promise<string[]> {
  const loaded = await loadConvention(file);
  if (!('convention' in loaded)) throw new Error(printFaults(file, loaded.faults).join('\n'));
  const { donnees } = loaded.convention;
  return (scope ?? '').split(/\s+/).filter((asked) => asked !== '' && !donnees.has(asked));
}

function fail(message: string): number {
  console.error(message);
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = fail((error as Error).message);
}
