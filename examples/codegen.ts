import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types of this front-end's operations, from what its own signatory may select. */
const config: CodegenConfig = {
  schema: 'schema-ekidom.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/generated/**'],
  ignoreNoDocuments: false,
  generates: {
    'src/generated/': {
      preset: 'client',
      // persistedDocuments: writes persisted-documents.json, for `npm run documents -- publish`.
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: {
        scalars: { Date: 'string' },
        enumsAsTypes: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
