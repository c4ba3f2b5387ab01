// node deploy/make-secrets.js [FOLDER]
//
// Writes the secrets that docker-compose.yml mounts: a password and a database URL per partner, and
// the key that both gateway replicas sign with. Keeps what is there: it never replaces a secret.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const partners = ['ville', 'bailleurs', 'justice'];
const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), 'secrets');

// The folder keeps other users out; the files are mounted one by one, and read by a container's user.
mkdirSync(folder, { recursive: true, mode: 0o700 });

function keep(name, make) {
  const file = join(folder, name);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const content = make();
  writeFileSync(file, content, { mode: 0o444, flag: 'wx' });
  console.log(`written: ${file}`);
  return content;
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
