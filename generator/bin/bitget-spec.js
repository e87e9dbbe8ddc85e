#!/usr/bin/env node
// A committed stub: npm links no bin that is missing when it installs, and the programs are built later.
import { existsSync } from 'node:fs';
import module from 'node:module';

// What is published has no src/; in the repository the compiled sources run, never a bundle that may be older.
const program = new URL(
  existsSync(new URL('../src/', import.meta.url)) ? '../dist/cli.js' : '../bundle/cli.js',
  import.meta.url,
);
if (!existsSync(program)) {
  console.error('[bitget-spec] the generator is not built yet: run `npx tsc -b generator` first');
  process.exit(1);
}
// Who reads our output may have enough of it (`| head`): what we do does not end with that.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});
module.enableCompileCache?.(); // Node 22 keeps what it compiled for the next run
const { main } = await import(program.href);
process.exitCode = await main(process.argv.slice(2));
