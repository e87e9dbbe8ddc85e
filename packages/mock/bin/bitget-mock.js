#!/usr/bin/env node
// Committed, not built: npm links no command whose file is missing at install.
let cli;
try {
  cli = await import('../dist/cli.js');
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`[mock] not built yet: run \`npm run build\` first (${error.message})`);
  process.exit(1);
}
const code = await cli.run(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
