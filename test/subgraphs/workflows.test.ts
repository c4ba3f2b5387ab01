import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import signataires from '../../schema/reference/signataires.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const committed = (path: string): Promise<string> => readFile(`${root}${path}`, 'utf8');
const words = (markdown: string): string =>
  markdown.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ');

it('documents every workflow as the command draws it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    `${root}dist/subgraphs/workflows.js`,
  ]);
  // When this fails: npm run -s workflows > docs/workflows.md, then npm run format
  expect(words(await committed('docs/workflows.md'))).toBe(words(stdout));
});

it('knows the signatories of the convention as whom a signalement may be addressed to', async () => {
  const convention = parseYaml(await committed('schema/convention.yaml'), { merge: true }) as {
    signataires: { id: string; nature: string; territoire: object }[];
  };
  expect(signataires).toEqual(
    convention.signataires.map(({ id, nature, territoire }) => ({ id, nature, territoire })),
  );
});
