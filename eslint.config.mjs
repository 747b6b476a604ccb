import globals from 'globals';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Mail is customer-controlled HTML: only the frame that sanitises it may turn a string into markup. */
const htmlSinks = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'Only admin/components/safe-html may inject HTML.',
  },
  {
    selector: 'JSXAttribute[name.name=/^src[dD]oc$/]',
    message: 'Only admin/components/safe-html may create a srcdoc frame.',
  },
  {
    selector: "Property[key.name='dangerouslySetInnerHTML']",
    message: 'Only admin/components/safe-html may inject HTML.',
  },
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'Only admin/components/safe-html may inject HTML.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment)$/]',
    message: 'Only admin/components/safe-html may inject HTML.',
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name=/^(write|writeln)$/]",
    message: 'Only admin/components/safe-html may inject HTML.',
  },
];

/** Decisions that are told the time and what is known, and look nothing up. */
const pureFiles = [
  'server/mail/{thread,reply,identity,message-id}.ts',
  'server/security/address-policy.ts',
  'server/channels/imap/classify-error.ts',
  'server/jobs/retry-delay.ts',
  'server/accounts/trouble.ts',
  'server/accounts/alerts/{alert,alert-mail,plain-words,situation}.ts',
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      'example/build/**',
      '**/.cache/**',
      '**/.strapi/**',
      '**/.tmp/**',
      '.demo-data/**',
      'coverage/**',
      'test-results/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,cjs,mjs,ts,tsx}'],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module' },
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always'],
      'no-control-regex': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'strapi', message: 'Take strapi as an argument; the global is not typed and hides what a file needs.' },
      ],
      'no-restricted-syntax': ['error', ...htmlSinks],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['**/*.cjs', 'example/**/*.js', 'tests/fixtures/**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: [
      'server/**',
      'config/**',
      'content-types/**',
      'scripts/**',
      'tests/**',
      'bench/**',
      'example/**',
      '*.{ts,mjs}',
    ],
    languageOptions: { globals: globals.node },
  },
  { files: ['admin/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['admin/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    // Type imports are erased: the pages share the contracts of the API and nothing else of the server.
    files: ['admin/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // What WhatsApp allows and says, and when two names of tags are one: written twice, the two would drift apart.
              regex:
                '(^|/)server/(?!api/contracts/|whatsapp/window$|tags/(palette|fold-tag-name)$|mail/html/escape-text$|templates/(language|variables|whatsapp/(lint|parameters))$|channels/whatsapp-cloud/(errors|outgoing)/[a-z-]+$)',
              allowTypeImports: true,
              message: 'The admin half shares with the server half server/api/contracts and some pure files.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/**/*.ts', 'config/**/*.ts', 'content-types/**/*.ts'],
    rules: {
      'no-console': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '(^|/)admin/', message: 'The server half imports nothing of the admin half.' }] },
      ],
    },
  },
  {
    files: ['server/**/*.ts'],
    ignores: pureFiles,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '(^|/)admin/', message: 'The server half imports nothing of the admin half.' },
            { regex: '^knex$', allowTypeImports: true, message: "knex is the host's copy: import types only." },
          ],
        },
      ],
    },
  },
  {
    files: pureFiles,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(@strapi/|knex$|node:(fs|net|tls|http|https|dns|child_process|worker_threads))',
              message: 'A pure file imports no host, database or network.',
            },
            { regex: '(^|/)(database|hosts|admin)/', message: 'A pure file imports no host, database or network.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...htmlSinks,
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'A pure file is told the time.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'A pure file is told the time.' },
      ],
    },
  },
  { files: ['admin/components/safe-html/**', 'tests/**'], rules: { 'no-restricted-syntax': 'off' } }
);
