// Full counts of what the suite samples, for hours that nobody waits for: `npm run soak` runs all,
// `npm run soak -- NAME [arguments]` one, `npm run soak -- --list` names them. SOAK=1 in the environment makes a test
// to take its full count. Exit code: 0 all passed, 1 one failed, 2 no such name.
import { spawnSync } from 'node:child_process';

/** Name → command. Local commands need no path. @type {Record<string, string>} */
const SOAKS = {
  kills: 'vitest run packages/client/src/outcomes/kills.test.ts',
  outcomes: 'vitest run packages/client/src/outcomes/truth.test.ts',
  'hostile-documents': 'vitest run generator/src/hostile-documents',
  'hostile-pages': 'vitest run --config packages/docs/vitest.config.ts tests/hostile-pages',
  limits: 'vitest run packages/client/src/limits/arrival.property.test.ts',
  types: 'vitest run generator/src/emit/print/printers.test.ts',
  'generate-kills': 'vitest run generator/src/kills.test.ts',
  'redocly-rules': 'vitest run generator/src/lint/apply.test.ts --testTimeout 600000',
  incremental: 'vitest run generator/src/incremental.test.ts',
  again: 'vitest run generator/src/model/again.test.ts',
  pieces: 'vitest run generator/src/model/pieces.test.ts',
  'impact-large': 'vitest run generator/src/impact/large.test.ts',
  refactorings: 'vitest run generator/src/diff/refactorings generator/src/diff/side',
  simulate: 'npm run simulate -- --seeds 100000',
  safety: 'vitest run spec-tests/safety-mutants',
  engine: 'vitest run packages/mock/src/engine/engine.test.ts --testTimeout 600000',
  book: 'vitest run packages/websocket/src/book/book.property.test.ts --testTimeout 3600000',
  'book-scanner': 'vitest run packages/websocket/src/book/scanner.test.ts --testTimeout 3600000',
  redaction: 'vitest run packages/auth/src/redact.test.ts --testTimeout 600000',
  'socket-recordings': 'vitest run packages/bench/comparisons/socket/play.test.mjs',
  'socket-frames': 'vitest run packages/mock/src/streams/fuzz.test.ts',
  restore: 'vitest run packages/mock/src/control/restore.test.ts',
  'socket-streams': 'vitest run packages/interop/src/socket-proof.test.ts -t live',
  'socket-orders': 'vitest run packages/interop/src/socket-proof.test.ts -t wrongly',
  'socket-rollovers': 'vitest run packages/interop/src/socket-proof.test.ts -t missing',
  'socket-hostile': 'vitest run packages/interop/src/socket-fuzz.test.ts',
  'socket-memory': 'vitest run packages/interop/src/socket-endurance.test.ts',
  mutants: 'node scripts/mutants.mjs',
};

const [wanted, ...more] = process.argv.slice(2);
const names = Object.keys(SOAKS);

if (wanted === '--list') {
  for (const name of names) console.log(`${name.padEnd(20)} ${SOAKS[name]}`);
} else if (wanted && !(wanted in SOAKS)) {
  console.error(`[soak] no soak is called "${wanted}"; there are: ${names.join(', ')}`);
  process.exitCode = 2;
} else {
  const failed = (wanted ? [wanted] : names).filter((name) => !passes(name, wanted ? more : []));
  if (failed.length) {
    console.error(`[soak] failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}

/**
 * @param {string} name
 * @param {string[]} more appended to the command
 */
function passes(name, more) {
  console.log(`\n[soak] ${name}: ${[SOAKS[name], ...more].join(' ')}`);
  const started = performance.now();
  const [command = '', ...args] = (SOAKS[name] ?? '').split(' ');
  const { status, error } = spawnSync(command, [...args, ...more], {
    stdio: 'inherit',
    env: { ...process.env, SOAK: '1' },
    shell: process.platform === 'win32', // local commands are .cmd files there
  });
  if (error) console.error(`[soak] ${name}: ${error.message}`);
  console.log(
    `[soak] ${name} ${status === 0 ? 'passed' : 'FAILED'} after ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}
