import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['generator/src/**/*.test.ts', 'packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    testTimeout: 20_000,
    hookTimeout: 120_000,
  },
});
