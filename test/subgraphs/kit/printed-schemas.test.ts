import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, print, visit, type FieldDefinitionNode } from 'graphql';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../', import.meta.url));

// Each in a process of its own, as it is served: two subgraphs' types must not meet in one.
describe.each(['ville', 'bailleurs', 'justice', 'convention'])('the schema of %s', (name) => {
  async function printed(): Promise<string> {
    const main = join(root, 'dist', 'subgraphs', 'main.js');
    const { stdout } = await run(process.execPath, [main, name, '--print-schema']);
    return stdout;
  }

  it('is committed as the code prints it', async () => {
    const committed = await readFile(join(root, 'schema', `${name}.graphql`), 'utf8');
    // When this fails: npm run -s subgraph -- NAME --print-schema --output schema/NAME.graphql
    expect(await printed()).toBe(committed);
  });

  it('describes every type, field, argument and value in words', async () => {
    const silent: string[] = [];
    const inside = (node: { description?: unknown; name: { value: string } }, of: string) => {
      if (!node.description) silent.push(`${of}${node.name.value}`);
    };
    visit(parse(await printed()), {
      ObjectTypeDefinition: (node) => {
        if (!['Query', 'Mutation'].includes(node.name.value)) inside(node, '');
        for (const field of node.fields ?? []) {
          inside(field, `${node.name.value}.`);
          for (const argument of field.arguments ?? []) inside(argument, `${field.name.value}:`);
        }
      },
      InputObjectTypeDefinition: (node) => {
        inside(node, '');
        for (const field of node.fields ?? []) inside(field, `${node.name.value}.`);
      },
      EnumTypeDefinition: (node) => {
        inside(node, '');
        for (const value of node.values ?? []) inside(value, `${node.name.value}.`);
      },
    });
    expect(silent).toEqual([]);
  });

  it('puts a rule on every field or its type, and leaves restricted fields nullable', async () => {
    const ruled = (node: { directives?: readonly { name: { value: string } }[] }) =>
      node.directives?.some(
        ({ name: { value } }) => value === 'authenticated' || value === 'requiresScopes',
      ) ?? false;
    const unruled: string[] = [];
    const nonNull: string[] = [];
    visit(parse(await printed()), {
      ObjectTypeDefinition: (type) => {
        const keys = (type.directives ?? []).flatMap(({ name, arguments: given }) =>
          name.value === 'key' ? (given ?? []).map(({ value }) => print(value)) : [],
        );
        const isKey = (field: FieldDefinitionNode) => keys.includes(`"${field.name.value}"`);
        for (const field of type.fields ?? []) {
          const coordinate = `${type.name.value}.${field.name.value}`;
          if (!ruled(type) && !ruled(field)) unruled.push(coordinate);
          if (ruled(field) && field.type.kind === Kind.NON_NULL_TYPE && !isKey(field))
            nonNull.push(coordinate);
        }
      },
    });
    expect({ unruled, nonNull }).toEqual({ unruled: [], nonNull: [] });
  });
});
