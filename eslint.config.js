import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const spread = 'Write out what this spreads: it stands here already.';
const nameless = 'Name it after what it is.';
const writtenOut = [
  { selector: 'SpreadElement > ObjectExpression.argument', message: spread },
  { selector: 'SpreadElement > ArrayExpression.argument', message: spread },
  { selector: 'SpreadElement > TSAsExpression > ArrayExpression', message: spread },
  { selector: ':function > Identifier.params[name="one"]', message: nameless },
  { selector: 'VariableDeclarator > Identifier.id[name="one"]', message: nameless },
  { selector: ':matches(ArrayPattern, RestElement) > Identifier[name="one"]', message: nameless },
];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'var/', 'examples/', '**/node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Identifiers, counts and ports in messages are clearer plain than wrapped in String().
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...writtenOut],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', module: 'writable' } },
  },
);
