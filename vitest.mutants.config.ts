import { defineConfig } from 'vitest/config';
import { ownImports } from './scripts/own-imports.js';

/** The tests beside what is changed, without those with processes, sockets and real time: they run once for every change. */
export default defineConfig({
  plugins: [ownImports],
  test: {
    include: ['packages/auth/src/**/*.test.ts', 'packages/client/src/outcomes/**/*.test.ts'],
    exclude: ['kills', 'truth', 'faults'].map((name) => `**/outcomes/${name}.test.ts`),
  },
});
