import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

const TESTS = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/*.e2e-spec.ts',
  'test/**',
  'bench/**',
  'faults/**',
  'scripts/**',
  '*.mjs',
  '*.cjs',
];

/** What is ambient elsewhere is injected here: clock, randomness, environment (habit 7 of docs/architecture.md). */
const AMBIENT = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the injected Clock for the time.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the injected Clock for the time.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Inject randomness.',
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Read settings from the injected Env.',
  },
];

export default ts.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'coverage/',
      '.relais/',
      'apps/web/src/api/schema.d.ts',
      'bench/results/',
      'faults/results/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-params': ['error', { max: 5 }],
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-type-imports': 'off', // injected classes must stay real imports
      'no-restricted-syntax': ['error', ...AMBIENT],
    },
  },
  {
    files: ['libs/platform/**', 'apps/*/src/main.ts', 'database/data-source.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/web/**'],
    ...hooks.configs.flat['recommended-latest'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['apps/web/src/**'],
    rules: {
      // A browser has the reader's clock; what must agree with others is asked of the server.
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.name='fetch']",
          message: 'Ask through the client made from the OpenAPI file (src/api/client.ts).',
        },
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'Write it in a stylesheet: the policy of the pages of reps lets no inline style in.',
        },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'max-params': 'off', // a row of a table test is a parameter list
      'max-lines': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name='only']",
          message: 'A test that runs alone hides the others.',
        },
      ],
    },
  },
);
