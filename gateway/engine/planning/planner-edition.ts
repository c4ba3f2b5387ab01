import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';

/** Who has a say in what a plan looks like, beside the code of this folder. */
const packages = ['@apollo/query-planner', '@apollo/federation-internals', 'graphql'];

/** A text that is another one as soon as the same operation may be planned otherwise. */
export function plannerEdition(): string {
  const folder = import.meta.dirname;
  const own = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const versions = packages.map((name) => `${name}@${versionOf(name)}`);
  return hash('sha256', [...versions, process.version, ...own].join('\n'), 'base64url');
}

/** Found without loading it. */
function versionOf(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name));
  for (;;) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const found = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (found.name === name && found.version !== undefined) return found.version;
    }
    const above = dirname(folder);
    if (above === folder) throw new Error(`${name} is not installed`);
    folder = above;
  }
}
