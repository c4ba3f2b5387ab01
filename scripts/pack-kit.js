// Packs subgraphs/kit as partners install it: compiled, with types, and with those files of schema/
// that it needs. Usage: node scripts/pack-kit.js FOLDER; prints the path of the tarball.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const kit = join(root, 'subgraphs', 'kit');
const target = process.argv[2];
if (target === undefined) {
  console.error('usage: node scripts/pack-kit.js FOLDER');
  process.exit(2);
}
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'passerelle-kit-'));
try {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const config = join(kit, 'tsconfig.package.json');
  execFileSync(process.execPath, [compiler, '-p', config, '--outDir', join(folder, 'dist')], {
    stdio: ['ignore', 2, 2],
  });
  for (const file of ['package.json', 'README.md', 'API.md', 'LICENSE']) {
    cpSync(join(kit, file), join(folder, file));
  }
  const npm = ['pack', '--silent', '--pack-destination', resolve(target)];
  execFileSync('npm', npm, { cwd: folder, stdio: ['ignore', 'ignore', 2] });
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  console.log(join(resolve(target), `${name.replace('@', '').replace('/', '-')}-${version}.tgz`));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
