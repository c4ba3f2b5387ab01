// Plain JavaScript without a package: it runs where nothing is installed yet.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const partners = ['ville', 'bailleurs', 'justice'];
/** Those that several operate. */
const operated = ['ville', 'bailleurs'];

const usage = `Usage: node deploy/make-secrets.js [folder]
       node deploy/make-secrets.js --operator <signatory> --subgraph <name> [folder]

Writes the secrets that docker-compose.yml mounts: a password and a database URL per partner, the
key that both gateway replicas sign with, and an empty list of the accounts under which the acts of
justice go on to other partners (only its own issuer can give one: docs/operating.md says how to
enter it). Keeps what is there: it never replaces a secret.

With --operator, those that deploy/operator.yml mounts for one operator of ville or bailleurs: a
password, a database URL, nobody who is told of acts yet, and no account: that of an operator of
ville, under which its lines of the directory go to the others, is entered as justice's is.

Arguments:
  folder      where they go (deploy/secrets)

Secrets are 0600. Compose mounts them with the owner they have here, and the containers run as one
user, so they are given to that user: PASSERELLE_UID (1000) where this runs as root, else whoever
runs this, whose number then stands in PASSERELLE_UID when the containers start.
`;

/** null: it was asked how this is used, or in a way that it is not. */
function asked() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        operator: { type: 'string' },
        subgraph: { type: 'string' },
      },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new Error('too many arguments');
    const { operator, subgraph } = values;
    if ((operator === undefined) !== (subgraph === undefined)) {
      throw new Error('--operator and --subgraph go together');
    }
    if (operator !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(operator)) {
      throw new Error('--operator: expected the id of a signatory, such as ekidom');
    }
    if (subgraph !== undefined && !operated.includes(subgraph)) {
      throw new Error(`--subgraph: expected ${operated.join(' or ')}`);
    }
    if (!values.help) {
      const folder = positionals[0] ?? join(dirname(fileURLToPath(import.meta.url)), 'secrets');
      return { folder, operator };
    }
    process.stdout.write(usage);
  } catch (error) {
    process.stderr.write(`error: ${error.message} (--help shows how it is used)\n`);
    process.exitCode = 2;
  }
  return null;
}

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
  for (const partner of partners) {
    keepDatabase(folder, partner, { user: partner, host: `${partner}-base` });
  }
  keep(folder, 'justice-service-accounts.json', () => '[]\n');
  keep(folder, 'gateway-signing-key.json', () =>
    JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  );
}

/** What one keeps rows with: its database, and who is told of what is done to them. */
function keepDatabase(folder, name, { user, host }) {
  const password = keep(folder, `${name}-password`, () => randomBytes(24).toString('base64url'));
  keep(
    folder,
    `${name}-database-url`,
    () => `mariadb://${user}:${encodeURIComponent(password)}@${host}:3306/${user}`,
  );
  keep(folder, `${name}-subscribers.json`, () => '[]\n');
}

function run({ folder, operator }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (operator === undefined) makeSecrets(folder);
  else {
    keepDatabase(folder, operator, { user: 'passerelle', host: 'base' });
    keep(folder, `${operator}-service-accounts.json`, () => '[]\n');
  }
  if (!asRoot && owner !== undefined && owner !== 1000) {
    console.error(`start with PASSERELLE_UID=${owner} docker compose up`);
  }
}

const request = asked();
if (request !== null && !/^\d+$/.test(given)) {
  process.stderr.write(
    `PASSERELLE_UID: ${JSON.stringify(given)} is given; expected the number of a user.\n`,
  );
  process.exitCode = 1;
} else if (request !== null) {
  run(request);
}
