// node deploy/make-secrets.js [FOLDER]
//
// Writes the secrets that docker-compose.yml mounts: a password and a database URL per partner, and
// the key that both gateway replicas sign with. Keeps what is there: it never replaces a secret.
//
// Secrets are 0600. Compose mounts them with the owner they have here, and the containers run as one
// user, so they are given to that user: PASSERELLE_UID (1000) where this runs as root, else whoever
// runs this, whose number then stands in PASSERELLE_UID when the containers start.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const partners = ['ville', 'bailleurs', 'justice'];
const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), 'secrets');
const asRoot = process.getuid?.() === 0;
const owner = asRoot ? Number(process.env.PASSERELLE_UID ?? 1000) : process.getuid?.();

mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);

function keep(name, make) {
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

for (const partner of partners) {
  const password = keep(`${partner}-password`, () => randomBytes(24).toString('base64url'));
  keep(
    `${partner}-database-url`,
    () => `mariadb://${partner}:${encodeURIComponent(password)}@${partner}-base:3306/${partner}`,
  );
}
keep('gateway-signing-key.json', () =>
  JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
);

if (!asRoot && owner !== undefined && owner !== 1000) {
  console.error(`start with PASSERELLE_UID=${owner} docker compose up`);
}
