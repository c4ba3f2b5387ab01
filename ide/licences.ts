import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What a package says of itself. */
interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

/**
 * Ships the notices of everything that is bundled, in `licences.txt`: most licences ask for it, and
 * minifying strips the comments they stand in.
 *
 * @returns one plugin for the page and one for its workers, which are built apart.
 */
export function bundledLicences(): { readonly page: Plugin; readonly workers: Plugin } {
  const folders = new Set<string>();
  const collect = (id: string): void => {
    const folder = packageFolder(id);
    if (folder !== null) folders.add(folder);
  };
  return {
    workers: { name: 'licences-of-workers', moduleParsed: ({ id }) => collect(id) },
    page: {
      name: 'licences',
      apply: 'build',
      moduleParsed: ({ id }) => collect(id),
      generateBundle() {
        const notices = [...folders].map((folder) => noticeOf(folder, (text) => this.error(text)));
        this.emitFile({
          type: 'asset',
          fileName: 'licences.txt',
          source: [header, ...new Set(notices.sort())].join(`\n\n${'-'.repeat(72)}\n\n`),
        });
      },
    },
  };
}

const header = `Passerelle : EUPL-1.2.

Les pages de Passerelle contiennent les logiciels libres suivants, sous leurs licences.`;

/**
 * Of the package that a module belongs to; null for those of the page itself. Packages have further
 * package.json below their own, which only say how modules are read.
 */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').split('?')[0] ?? '';
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(path)?.[0] ?? null;
}

function readPackage(file: string): Package {
  return JSON.parse(readFileSync(file, 'utf8')) as Package;
}

function noticeOf(folder: string, fail: (text: string) => never): string {
  const { name = '', version = '', license } = readPackage(join(folder, 'package.json'));
  if (license === undefined) return fail(`${name} says no licence`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
