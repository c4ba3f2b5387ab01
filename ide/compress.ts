import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const compress = promisify(brotliCompress);
const worthIt = /\.(?:js|css|html|svg|json|ttf|txt)$/;

/** Leaves a brotli copy beside each file of the build, so that the gateway compresses nothing itself. */
export function brotliCopies(): Plugin {
  let folder = '';
  return {
    name: 'brotli-copies',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir);
    },
    closeBundle: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && worthIt.test(entry.name));
      await Promise.all(
        files.map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          const copy = await compress(await readFile(path), {
            // The last two levels take ten times as long for a few percent.
            params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
          });
          await writeFile(`${path}.br`, copy);
        }),
      );
    },
  };
}
