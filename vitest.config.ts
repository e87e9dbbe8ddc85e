import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'generator/src/**/*.test.ts',
      'packages/*/src/**/*.test.ts',
      'spec-tests/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    setupFiles: ['scripts/seed.ts'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
  },
});
