import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What scripts/bundle-programs.js says of one program, in dist/programs. */
interface BundledProgram {
  readonly bundle: string;
  /** The files in it, relative to dist, each with its size and the second when it was written. */
  readonly sources: Readonly<Record<string, string>>;
}

const tree = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program from its bundle, where the build has made one of the files as they are now
 * (docs/decisions/bundled-programs.md).
 * @param main the `import.meta.url` of its main.
 * @returns false: there is none, and nothing has run.
 */
export async function runBundled(main: string): Promise<boolean> {
  const bundle = bundleOf(fileURLToPath(main));
  if (bundle === null) return false;
  await import(pathToFileURL(bundle).href);
  return true;
}

/** The file of a main's bundle; null: there is none, or something in it has changed since. */
export function bundleOf(main: string): string | null {
  const name = relative(tree, main).replaceAll(/[\\/]/g, '-').replace(/\.js$/, '.json');
  let program: BundledProgram;
  try {
    program = JSON.parse(readFileSync(join(tree, 'programs', name), 'utf8')) as BundledProgram;
  } catch {
    return null;
  }
  const changed = Object.entries(program.sources).some(
    ([path, state]) => (fileState(join(tree, path)) ?? state) !== state,
  );
  return changed ? null : join(tree, 'programs', program.bundle);
}

/** Another text as soon as a file was written again. Images keep whole seconds; null: no such file. */
export function fileState(path: string): string | null {
  const file = statSync(path, { throwIfNoEntry: false });
  return file ? `${file.size} ${Math.floor(file.mtimeMs / 1_000)}` : null;
}
