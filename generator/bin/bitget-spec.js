#!/usr/bin/env node
// A committed stub: npm links no bin that is missing when it installs, and dist/ is built later.
import { existsSync } from 'node:fs';
import module from 'node:module';

if (!existsSync(new URL('../dist/cli.js', import.meta.url))) {
  console.error('[bitget-spec] the generator is not built yet: run `npx tsc -b generator` first');
  process.exit(1);
}
module.enableCompileCache?.(); // Node 22 keeps what it compiled for the next run
const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
