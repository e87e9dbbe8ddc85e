import { defineConfig } from 'vitest/config';

/** `npm run docs:test`: what needs the packages built, the finished site, or a browser. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
