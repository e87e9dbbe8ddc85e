import { defineConfig } from 'vitest/config';

/** `npm run test:installed`: the packages from a local registry, in fresh projects, under what people run them with. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['project.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
