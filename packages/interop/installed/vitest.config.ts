import { defineConfig } from 'vitest/config';
import { PATIENCE } from '../../../scripts/patience.js';

/** `npm run test:installed`: the packages from a local registry, in fresh projects, under what people run them with. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['project.ts'],
    ...PATIENCE,
    fileParallelism: false,
  },
});
