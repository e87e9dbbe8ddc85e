import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { remove } from '../../lib/files.mjs';
import { run } from '../../lib/run.mjs';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const BIN = join(REPOSITORY, 'generator/bin/bitget-spec.js');

/**
 * A candidate that stands for one command; `output` is what it writes.
 * @typedef {import('../../lib/interleave.mjs').Candidate & { output: string, note: string }} Tool
 */

/**
 * Our three candidates, each on a copy of spec/, so that the work tree stays as it is. The cold runs
 * have a copy of their own: nothing that they do warms the cache of the others.
 * @param {string} folder
 * @param {boolean} lint
 */
export async function ours(folder, lint) {
  const cold = copySpec(join(folder, 'cold'));
  const warm = copySpec(join(folder, 'warm'));
  const generate = async (/** @type {string} */ cwd, /** @type {string[]} */ ...flags) =>
    run([process.execPath, BIN, 'generate', ...(lint ? [] : ['--no-lint']), ...flags], { cwd });
  await generate(cold, '--no-cache').catch((/** @type {Error} */ error) => {
    throw new Error(
      `our own generate fails; mend the spec${lint ? ', or measure without the rules: --no-lint' : ''}\n${error.message}`,
    );
  });
  const output = (/** @type {string} */ cwd) => join(cwd, 'generated');

  /** @type {Tool} */
  const coldRun = {
    name: 'bitget-spec generate, cold',
    note: '`--no-cache`, output folder deleted before each run',
    output: output(cold),
    before: () => remove(output(cold)),
    run: async () => void (await generate(cold, '--no-cache')),
  };
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
  return {
    cold: coldRun,
    candidates: [coldRun, nothing, changed],
    folder: cold,
    apis: apisOf(cold),
    operations: operationsOf(cold),
  };
}

/** @param {string} folder */
function copySpec(folder) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true }); // where the cache lives
  cpSync(join(REPOSITORY, 'spec'), join(folder, 'spec'), { recursive: true });
  return folder;
}

/** The descriptions that `generate` takes. @param {string} folder */
const apisOf = (folder) =>
  readdirSync(join(folder, 'spec'))
    .filter((name) => existsSync(join(folder, 'spec', name, 'openapi.yaml')))
    .sort();

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

/** Adds words to the first plain description of one path file, other words each round. @param {string} folder @param {number} round */
function touch(folder, round) {
  const api = apisOf(folder).at(-1) ?? '';
  const home = join(folder, 'spec', api);
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => /[\\/].+\.yaml$/.test(file));
  const line = /^(\s*description: )(?!['"|>&*])(.+)$/m;
  const file = files
    .sort()
    .find((name) => name.endsWith('place-order.yaml') && line.test(readFileSync(join(home, name), 'utf8')));
  if (!file) throw new Error(`no place-order.yaml with a plain description under ${home}`);
  const text = readFileSync(join(home, file), 'utf8');
  writeFileSync(join(home, file), text.replace(line, `$1Round ${round}. $2`));
}
