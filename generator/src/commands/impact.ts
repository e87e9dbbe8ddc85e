import { parseArgs } from 'node:util';
import { impact } from '../impact/index.js';
import { printJson } from '../impact/print/json.js';
import { printText } from '../impact/print/text.js';
import { NAMINGS, UsageError } from '../options.js';

/**
 * `bitget-spec impact --from OLD --to NEW --project DIR`: the lines of a project that a change of its APIs reaches.
 * @returns 0, or 1 where there is something left to do
 */
export async function runImpact(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string' },
      to: { type: 'string', default: '.' },
      project: { type: 'string', default: '.' },
      package: { type: 'string' },
      names: { type: 'string' },
      root: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
  });
  const { from, to, project, root: roots = [], names, json, fix, force, package: packageName } = values;
  if (from === undefined)
    throw new UsageError('say what the project was written for: --from with a revision, a file, a folder or a package');
  const naming = NAMINGS.find((word) => word === names);
  if (names !== undefined && !naming)
    throw new UsageError(`--names ${names} is unknown: write one of ${NAMINGS.join(', ')}`);
  const { report } = await impact({ from, to, project, roots, naming, packageName, fix, force });
  console.log(json ? printJson(report) : printText(report));
  return report.impacts.some((one) => one.fix !== 'done') ? 1 : 0;
}
