import { defineConfig } from 'vitest/config';
import { PATIENCE } from '../../scripts/patience.js';

/** `npm run docs:test`: what needs the packages built, the finished site, or a browser. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
    ...PATIENCE,
    fileParallelism: false,
  },
});
