import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { Kind, parse as parseGraphql, type FieldDefinitionNode } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { irrevocableActs } from '../../schema/rules/irrevocable-acts.js';
import signataires from '../../schema/reference/signataires.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const committed = (path: string): Promise<string> => readFile(`${root}${path}`, 'utf8');
const words = (markdown: string): string =>
  markdown.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ');

async function mutationsOfSupergraph(): Promise<readonly FieldDefinitionNode[]> {
  const supergraph = parseGraphql(await committed('schema/supergraph.graphql'));
  return supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation'
      ? (definition.fields ?? [])
      : [],
  );
}

it('documents every workflow as the command draws it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    `${root}dist/subgraphs/workflows.js`,
  ]);
  // When this fails: npm run -s workflows > docs/workflows.md, then npm run format
  expect(words(await committed('docs/workflows.md'))).toBe(words(stdout));
});

it('draws every act but that which operators do among themselves', async () => {
  const page = await committed('docs/workflows.md');
  const acts = await mutationsOfSupergraph();
  const drawn = acts.filter(({ name }) => page.includes(`\`${name.value}\``));
  expect(acts.filter((act) => !drawn.includes(act)).map(({ name }) => name.value)).toEqual([
    'reporterCorrespondant',
  ]);
});

it('marks in the schema every act that its table calls irrevocable, and no other', async () => {
  const supergraph = parseGraphql(await committed('schema/supergraph.graphql'));
  const mutations = await mutationsOfSupergraph();
  // What the table says of an act stands in its description too, by another way.
  const told = mutations.filter(({ description }) =>
    description?.value.includes('Ne peut pas être annulé.'),
  );
  expect(told.length).toBeGreaterThan(30);
  expect([...irrevocableActs(supergraph)].sort()).toEqual(
    told.map(({ name }) => name.value).sort(),
  );
});

it('knows the signatories of the convention as whom a signalement may be addressed to', async () => {
  const convention = parseYaml(await committed('schema/convention.yaml'), { merge: true }) as {
    signataires: { id: string; nature: string; territoire: object }[];
  };
  expect(signataires).toEqual(
    convention.signataires.map(({ id, nature, territoire }) => ({ id, nature, territoire })),
  );
});
