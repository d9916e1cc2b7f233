import js from '@eslint/js'
import a11y from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const features = ['auth', 'chat', 'dictionary', 'documents', 'evidence', 'quality']

/** A feature may use shared code and itself: never the app, never another feature. */
const borders = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['@/app/*'], message: 'Features never import the app.' },
          {
            group: features
              .filter((other) => other !== feature)
              .map((other) => `@/features/${other}/*`),
            message: 'Features meet in the app only.',
          },
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Numbers in templates are what counters and sizes are made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      // `onClick={() => setOpen(true)}` is the idiom of React handlers.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  { files: ['src/**/*.{ts,tsx}', 'tests/**/*.{ts,tsx}'], ...hooks.configs.flat.recommended },
  { files: ['src/**/*.tsx'], ...a11y.flatConfigs.strict },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', 300], 'no-console': 'error' },
  },
  {
    files: ['src/{api,lib,i18n,components}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@/app/*', '@/features/*'], message: 'Shared code knows no feature.' },
          ],
        },
      ],
    },
  },
  {
    files: ['tests/**'],
    // Spreading a string is how the tests count code points by hand.
    rules: { '@typescript-eslint/no-misused-spread': 'off' },
  },
  ...borders,
  { files: ['public/**'], languageOptions: { globals: globals.browser } },
  { files: ['*.js', 'scripts/**', 'dev/**'], languageOptions: { globals: globals.node } },
)
