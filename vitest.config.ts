import { defineConfig } from 'vitest/config';
import { ownImports } from './scripts/own-imports.js';
import { PATIENCE } from './scripts/patience.js';

export default defineConfig({
  plugins: [ownImports],
  test: {
    include: [
      'generator/src/**/*.test.ts',
      'packages/*/src/**/*.test.ts',
      'examples/*/*.test.ts',
      'spec-tests/*.test.ts',
      'scripts/**/*.test.ts',
      'packages/bench/{lib,comparisons}/**/*.test.mjs',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    setupFiles: ['scripts/seed.ts'],
    ...PATIENCE,
    coverage: {
      provider: 'v8',
      include: ['generator/src/**/*.ts', 'packages/*/src/**/*.ts'],
      exclude: ['packages/docs/**', '**/*.test.ts', '**/*.test-d.ts', '**/fixtures/**'],
      reporter: ['json-summary', 'html'],
    },
  },
});
