// Plain JavaScript without a package: it runs where nothing is installed yet.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Usage: node deploy/make-secrets.js [folder]

Writes the secrets that docker-compose.yml mounts: a password and a database URL per partner, the
key that both gateway replicas sign with, and an empty list of the accounts under which the acts of
justice go on to other partners (only its own issuer can give one: docs/operating.md says how to
enter it). Keeps what is there: it never replaces a secret.

Arguments:
  folder      where they go (deploy/secrets)

Secrets are 0600. Compose mounts them with the owner they have here, and the containers run as one
user, so they are given to that user: PASSERELLE_UID (1000) where this runs as root, else whoever
runs this, whose number then stands in PASSERELLE_UID when the containers start.
`;

/** null: it was asked how this is used, or in a way that it is not. */
function folderAsked() {
  try {
    const { values, positionals } = parseArgs({
      options: { help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new Error('too many arguments');
    if (!values.help)
      return positionals[0] ?? join(dirname(fileURLToPath(import.meta.url)), 'secrets');
    process.stdout.write(usage);
  } catch (error) {
    process.stderr.write(`error: ${error.message} (--help shows how it is used)\n`);
    process.exitCode = 2;
  }
  return null;
}

const partners = ['ville', 'bailleurs', 'justice'];
const asRoot = process.getuid?.() === 0;
const given = process.env.PASSERELLE_UID ?? '1000';
const owner = asRoot ? Number(given) : process.getuid?.();

function keep(folder, name, make) {
  const file = join(folder, name);
  const isNew = !existsSync(file);
  if (isNew) {
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
    console.log(`written: ${file}`);
  }
  // Those of an earlier version were readable by everybody.
  chmodSync(file, 0o600);
  if (asRoot) chownSync(file, owner, owner);
  return readFileSync(file, 'utf8');
}

function makeSecrets(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);

  for (const partner of partners) {
    const password = keep(folder, `${partner}-password`, () =>
      randomBytes(24).toString('base64url'),
    );
    keep(
      folder,
      `${partner}-database-url`,
      () => `mariadb://${partner}:${encodeURIComponent(password)}@${partner}-base:3306/${partner}`,
    );
    keep(folder, `${partner}-subscribers.json`, () => '[]\n');
  }
  keep(folder, 'justice-service-accounts.json', () => '[]\n');
  keep(folder, 'gateway-signing-key.json', () =>
    JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  );

  if (!asRoot && owner !== undefined && owner !== 1000) {
    console.error(`start with PASSERELLE_UID=${owner} docker compose up`);
  }
}

const folder = folderAsked();
if (folder !== null && !/^\d+$/.test(given)) {
  process.stderr.write(
    `PASSERELLE_UID: ${JSON.stringify(given)} is given; expected the number of a user.\n`,
  );
  process.exitCode = 1;
} else if (folder !== null) {
  makeSecrets(folder);
}
