import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../../lib/files.mjs';
import { peer } from '../../lib/peers.mjs';
import { run } from '../../lib/run.mjs';

/**
 * The peers, each with the fewest processes it can do with (start-up counts): one for all
 * descriptions, but for `build-docs`, which takes one at a time.
 * @param {string} folder
 * @param {{ folder: string, apis: string[] }} own
 * @returns {(import('./ours.mjs').Tool & { summed: boolean, version: string })[]}
 */
export function others(folder, { folder: source, apis }) {
  mkdirSync(folder, { recursive: true });
  for (const api of apis) copyBundle(join(source, 'generated', api, 'openapi.json'), join(folder, `${api}.json`));
  const split = (/** @type {string} */ api) => join(source, 'spec', api, 'openapi.yaml');
  const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(folder, name), text);
  const output = (/** @type {string} */ name) => join(folder, 'out', name);

  const types = peer('openapi-typescript');
  const redocly = peer('@redocly/cli', 'redocly');
  const orval = peer('orval');
  write(
    'types.yaml',
    typesConfig(apis, (api) => `${api}.json`, 'out/types'),
  );
  write('types-split.yaml', typesConfig(apis, split, 'out/types-split'));
  write('lint.yaml', 'extends: [recommended-strict]\n');
  write('orval.config.mjs', orvalConfig(apis));

  /** @type {(name: string, note: string, from: { version: string, node: string }, out: string, work: () => Promise<void>, summed?: boolean) => any} */
  const tool = (name, note, { version, node }, out, work, summed = true) => ({
    name,
    note: node === process.versions.node ? note : `${note}; needs a newer Node: ${node}`,
    version,
    summed,
    output: out,
    before: () => {
      setAside(out);
      mkdirSync(out, { recursive: true });
    },
    run: work,
  });
  const call = async (/** @type {string[]} */ command, /** @type {number[]} */ codes = [0]) =>
    void (await run(command, { cwd: folder, codes }));

  return [
    tool('openapi-typescript', 'bundled documents, one process', types, output('types'), () =>
      call([...types.command, '--redocly', 'types.yaml']),
    ),
    tool(
      'redocly lint',
      '`recommended-strict`, split files, `--format=summary`, one process',
      redocly,
      output('lint'),
      async () => {
        // It exits with 1 on findings: the strict preset asks for a 4XX response everywhere, which this exchange has not.
        const printed = await run(
          [...redocly.command, 'lint', '--config=lint.yaml', '--format=summary', ...apis.map(split)],
          { cwd: folder, codes: [0, 1] },
        );
        if (apis.some((api) => !printed.includes(`${join(api, 'openapi.yaml')}: validated`)))
          throw new Error(`redocly did not lint all:\n${printed}`);
      },
    ),
    tool('orval', 'fetch client and MSW mocks, bundled documents, one process', orval, output('orval'), () =>
      call([...orval.command, '--config', 'orval.config.mjs']),
    ),
    tool(
      'redocly build-docs',
      `bundled documents, one process each (${apis.length})`,
      redocly,
      output('docs'),
      async () => {
        for (const api of apis)
          await call([
            ...redocly.command,
            'build-docs',
            '--config=lint.yaml',
            `${api}.json`,
            '-o',
            `out/docs/${api}.html`,
          ]);
      },
    ),
    tool(
      'openapi-typescript, split files',
      'as ours reads them; not in the sum',
      types,
      output('types-split'),
      () => call([...types.command, '--redocly', 'types-split.yaml']),
      false,
    ),
  ];
}

/** A document that leads elsewhere would break here, not in a peer. @param {string} from @param {string} to */
function copyBundle(from, to) {
  const outside = /"\$ref": ?"(?!#)([^"]*)"/.exec(readFileSync(from, 'utf8'));
  if (outside) throw new Error(`${from} is not bundled: it refers to ${outside[1]}`);
  cpSync(from, to);
}

/** @param {string[]} apis @param {(api: string) => string} root @param {string} out */
const typesConfig = (apis, root, out) =>
  `apis:\n${apis.map((api) => `  ${api}:\n    root: ${JSON.stringify(root(api))}\n    x-openapi-ts: { output: ${out}/${api}.ts }\n`).join('')}`;

/** @param {string[]} apis */
const orvalConfig = (apis) => `const project = (api) => ({
  input: { target: './' + api + '.json' },
  output: { target: './out/orval/' + api + '.ts', client: 'fetch', mock: true },
});
export default { ${apis.map((api) => `${api}: project('${api}')`).join(', ')} };
`;
