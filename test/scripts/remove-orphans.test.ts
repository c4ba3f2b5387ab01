import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';

const { removeOrphans } = (await import(
  new URL('../../../scripts/remove-orphans.js', import.meta.url).href
)) as { removeOrphans: (sources: string, compiled: string) => void };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-orphelins-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
}

it('leaves of what was compiled only what has a source', () => {
  write('src/kept.ts', 'src/page.tsx', 'src/plain.js', 'src/below/kept.test.ts');
  write('dist/kept.js', 'dist/kept.js.map', 'dist/page.js', 'dist/plain.js', 'dist/data.json');
  write('dist/below/kept.test.js', 'dist/below/renamed.test.js', 'dist/below/renamed.test.js.map');
  write('dist/moved/away/gone.js', 'dist/gone.js');
  removeOrphans(join(folder, 'src'), join(folder, 'dist'));
  const left = readdirSync(join(folder, 'dist'), { recursive: true }).map(String);
  expect(left.toSorted()).toEqual(
    [
      'below',
      'below/kept.test.js',
      'data.json',
      'kept.js',
      'kept.js.map',
      'page.js',
      'plain.js',
    ].toSorted(),
  );
});
