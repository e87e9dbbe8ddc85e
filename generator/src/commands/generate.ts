import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Changes } from '../emit/write.js';
import { generate } from '../generate.js';
import { isUrl } from '../load/remote.js';

import { UsageError } from '../options.js';
import { growAtOnce, optimizeLate } from '../short-run.js';
import { oneTarget, ownTargets, sharedOutputOf, typePrinterOf } from '../targets.js';

/** `bitget-spec generate`. @returns 1 where `--check` finds stale output */
export async function runGenerate(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      input: { type: 'string' },
      output: { type: 'string' },
      root: { type: 'string', multiple: true },
      names: { type: 'string' },
      types: { type: 'string' },
      check: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      'no-lint': { type: 'boolean', default: false },
      'no-cache': { type: 'boolean', default: false },
    },
  });
  const { input, output, root, names } = values;
  const types = typePrinterOf(values.types);
  const one = input || output || root || names ? oneTarget(input, output, root, names) : undefined;
  const targets = one ? [one] : ownTargets();
  const options = {
    targets,
    ...(types && { types }),
    ...(!one && { shared: sharedOutputOf(targets) }),
    check: values.check,
    lint: !values['no-lint'],
    cache: !values['no-cache'],
    print: (line: string) => console.log(line),
  };
  if (values.watch && input && isUrl(input)) throw new UsageError('--watch follows files: download the document first');
  optimizeLate();
  growAtOnce();
  // Ended by hand: what chokidar was about to watch when it was closed would keep the process alive.
  if (values.watch) process.exit(await (await import('../watch.js')).watch(options));
  const { changes } = await generate(options);
  if (!values.check) return 0;
  const stale = [...changes].flatMap(([folder, change]) => describe(folder, change));
  if (!stale.length) return 0;
  console.error(stale.join('\n'));
  console.error('[bitget-spec] the output is stale: run `npm run generate` and commit what it writes');
  return 1;
}

const describe = (folder: string, { added, changed, removed, strange }: Changes): string[] => [
  ...added.map((path) => `missing    ${join(folder, path)}`),
  ...changed.map((path) => `differs    ${join(folder, path)}`),
  ...removed.map((path) => `left over  ${join(folder, path)}`),
  ...strange.map((path) => `not ours   ${join(folder, path)}`),
];
