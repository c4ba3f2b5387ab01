import { join } from 'node:path';
import type { Plugin } from 'vite';

const ours = JSON.stringify(join(import.meta.dirname, 'src/graphql/client-schema.ts'));

/** Where GraphiQL and its editor make a schema, or a text of one: what stands there, and what shall. */
const changes: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  '@graphiql/react/dist/stores/schema.js': [
    [
      'import { buildClientSchema, getIntrospectionQuery } from "graphql";',
      `import { getIntrospectionQuery } from "graphql"; import { buildClientSchema } from ${ours};`,
    ],
  ],
  'monaco-graphql/esm/utils.js': [
    [
      "import { buildASTSchema, printSchema } from 'graphql';",
      `import { buildASTSchema, printSchema } from 'graphql'; import { introspectionText } from ${ours};`,
    ],
    [
      'documentString: printSchema(graphQLSchema),',
      'introspectionJSONString: introspectionText(graphQLSchema),',
    ],
  ],
};

/**
 * The page builds the schema of an answer once, and its editor's worker gets that answer: GraphiQL
 * builds one of its own and has it printed, for the worker to parse and to validate.
 */
export function oneSchema(): Plugin {
  return {
    name: 'one-schema',
    transform: {
      filter: {
        id: /\/node_modules\/(@graphiql\/react\/dist\/stores\/schema|monaco-graphql\/esm\/utils)\.js$/,
      },
      handler(code, id) {
        const [, edits = []] = Object.entries(changes).find(([file]) => id.endsWith(file)) ?? [];
        return edits.reduce((text, [before, after]) => {
          if (!text.includes(before)) this.error(`${id} is not written as it was: ${before}`);
          return text.replace(before, () => after);
        }, code);
      },
    },
  };
}
