import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setAside } from '../../lib/files.mjs';
import { packedGenerator } from '../../lib/packed.mjs';
import { run } from '../../lib/run.mjs';
import { apisOf, copySpec, multiply, touch, withoutSockets } from './spec.mjs';
import { Watch } from './watch.mjs';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));

/** How many descriptions are made of one. */
export const TIMES = 4;

/**
 * A candidate that stands for one command; `output` is what it writes.
 * @typedef {import('../../lib/interleave.mjs').Candidate & { output: string, note: string }} Tool
 */

/**
 * Our candidates, packed as they are published, each on a copy of spec/, so that the work tree stays as it is: the REST calls alone,
 * which is what the others read, but for one. Each has a copy of its own: nothing that one does warms the cache of another.
 * @param {string} folder
 * @param {boolean} lint
 */
export async function ours(folder, lint) {
  const bin = await packedGenerator();
  const sockets = copySpec(REPOSITORY, join(folder, 'sockets'));
  const cold = copySpec(REPOSITORY, join(folder, 'cold'));
  withoutSockets(cold);
  const [warm, watched, several] = ['warm', 'watched', 'several'].map((name) => copySpec(cold, join(folder, name)));
  multiply(several, TIMES);
  await run([process.execPath, bin, 'safety', '--accept'], { cwd: several });
  const command = (/** @type {string[]} */ ...flags) => [
    ...[process.execPath, bin, 'generate', ...(lint ? [] : ['--no-lint'])],
    ...flags,
  ];
  const generate = async (/** @type {string} */ cwd, /** @type {string[]} */ ...flags) =>
    run(command(...flags), { cwd });
  await generate(cold, '--no-cache').catch((/** @type {Error} */ error) => {
    throw new Error(
      `our own generate fails; mend the spec${lint ? ', or measure without the rules: --no-lint' : ''}\n${error.message}`,
    );
  });
  const output = (/** @type {string} */ cwd) => join(cwd, 'generated');

  /** @type {(name: string, note: string, cwd: string) => Tool} */
  const whole = (name, note, cwd) => ({
    name: `bitget-spec generate, ${name}`,
    note,
    output: output(cwd),
    before: () => setAside(output(cwd)),
    run: async () => void (await generate(cwd, '--no-cache')),
  });
  const coldRun = whole('cold', '`--no-cache`, no output there', cold);
  const withSockets = whole('cold, with sockets', 'the same, and the streams and orders of sockets', sockets);
  const multiplied = whole(`cold, ${TIMES} times the paths`, 'each path under four names', several);
  /** @type {Tool} */
  const nothing = {
    name: 'bitget-spec generate, nothing to do',
    note: 'same input, output in place, cache filled by the run before',
    output: output(warm),
    before: async () => void (await generate(warm)),
    run: async () => expect(await generate(warm), true),
  };
  /** @type {Tool} */
  const changed = {
    name: 'bitget-spec generate, one file changed',
    note: 'as before, but for one description in one path file',
    output: output(warm),
    before: async (round) => {
      await generate(warm);
      touch(warm, round);
    },
    run: async () => expect(await generate(warm), false),
  };
  /** @type {Watch} */
  let watch;
  /** @type {Tool} */
  const saved = {
    name: 'bitget-spec generate --watch, one file changed',
    note: 'from the save to the line that says what was written; packages are not compiled',
    output: output(watched),
    setup: async () => {
      watch = new Watch(command('--watch'), watched);
      await watch.line(/^watching/);
    },
    run: async (round) => {
      const [from, cpu, start] = [watch.said.length, watch.cpu(), performance.now()];
      touch(watched, round);
      const line = await watch.line(/place-order\.yaml: /, from);
      if (!/ files changed in /.test(line)) throw new Error(`generate --watch says: ${line}`);
      return { ms: performance.now() - start, cpuMs: watch.cpu() - cpu };
    },
    teardown: () => watch?.end(),
  };
  return {
    cold: coldRun,
    candidates: [coldRun, nothing, changed, saved, multiplied, withSockets],
    ratios: { nothing, changed, saved, multiplied },
    /** The most memory that a cold run holds, in MB. */
    memory: async () => {
      const peak = join(folder, 'peak');
      const hook = join(folder, 'peak.cjs');
      writeFileSync(
        hook,
        `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)))`,
      );
      setAside(output(cold));
      const [program = '', ...args] = command('--no-cache');
      await run([program, '--require', hook, ...args], { cwd: cold });
      return Number(readFileSync(peak, 'utf8')) / 1024;
    },
    folder: cold,
    apis: apisOf(cold),
    operations: operationsOf(cold),
  };
}

/** @param {string} folder */
function operationsOf(folder) {
  const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
  return apisOf(folder).reduce((sum, api) => {
    /** @type {{ paths?: Record<string, object> }} */
    const { paths = {} } = JSON.parse(readFileSync(join(folder, 'generated', api, 'openapi.json'), 'utf8'));
    return (
      sum +
      Object.values(paths).reduce(
        (count, item) => count + Object.keys(item).filter((key) => methods.has(key)).length,
        0,
      )
    );
  }, 0);
}

/** A figure of the cache is worth nothing if the cache did not do what the row says. @param {string} printed @param {boolean} fresh */
function expect(printed, fresh) {
  if (printed.includes('up to date') !== fresh)
    throw new Error(`generate was expected to find ${fresh ? 'nothing' : 'work'} to do:\n${printed}`);
}
