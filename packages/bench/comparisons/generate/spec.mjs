import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The descriptions that `generate` takes. @param {string} folder */
export const apisOf = (folder) =>
  readdirSync(join(folder, 'spec'))
    .filter((name) => existsSync(join(folder, 'spec', name, 'openapi.yaml')))
    .sort();

/** @param {string} file @param {(text: string) => string} change */
const rewrite = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));

/** Takes the sockets out of a copy of `spec/`: the tools that we measure against know none. @param {string} folder */
export function withoutSockets(folder) {
  const spec = join(folder, 'spec');
  for (const api of apisOf(folder)) {
    rewrite(join(spec, api, 'openapi.yaml'), (text) => text.replace(/,?\s*sockets: [^\s,}]+/, ''));
    rmSync(join(spec, api, 'asyncapi.yaml'), { force: true });
    rmSync(join(spec, api, 'channels'), { recursive: true, force: true });
  }
  rewrite(join(spec, 'safety.yaml'), (text) => text.replaceAll(/^ {2}.*\bmethod: SOCKET\b.*\n/gm, ''));
}

/**
 * Makes several descriptions of one in a copy of `spec/`: every path once more under another name of its group, with its evidence
 * (`/api/v3/trade2/place-order` for `/api/v3/trade/place-order`). The safety list has to be accepted afterwards.
 * @param {string} folder
 * @param {number} times how often each path is there in the end
 */
export function multiply(folder, times) {
  for (const api of apisOf(folder)) {
    const home = join(folder, 'spec', api);
    const root = readFileSync(join(home, 'openapi.yaml'), 'utf8');
    const paths = [...root.matchAll(/^ {2}(\/api\/\S+): \{ \$ref: \.\/(([^/\s]+)\/\S+\.yaml) \}$/gm)];
    const evidence = join(folder, 'spec/evidence', `${api}.yaml`);
    const known = existsSync(evidence) ? readFileSync(evidence, 'utf8').split(/^(?=")/m) : [];
    const added = { paths: '', evidence: '' };
    for (let copy = 2; copy <= times; copy++) {
      for (const [, url = '', file = '', group = ''] of paths) {
        const renamed = `${group}${copy}`;
        const target = join(home, file.replace(group, renamed));
        const name = camel(group);
        const text = readFileSync(join(home, file), 'utf8')
          .replaceAll(new RegExp(`^( +operationId: )${name}(?=[A-Z])`, 'gm'), `$1${name}${copy}`)
          .replaceAll(new RegExp(`^( +tags: \\[)${name}(?=[.\\]])`, 'gm'), `$1${name}${copy}`)
          .replaceAll(`${api}:${name}.`, `${api}:${name}${copy}.`);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
        const place = url.replace(`/${group}/`, `/${renamed}/`);
        added.paths += `  ${place}: { $ref: ./${file.replace(group, renamed)} }\n`;
        for (const line of known)
          if (line.split('"')[1]?.endsWith(` ${url}`)) added.evidence += line.replace(url, place).replace(/\n*$/, '\n');
      }
    }
    writeFileSync(join(home, 'openapi.yaml'), `${root.replace(/\n*$/, '\n')}${added.paths}`);
    if (added.evidence) rewrite(evidence, (text) => text.replace(/\n*$/, '\n') + added.evidence);
  }
}

/** `ins-loan` → `insLoan`, as the names of operations have it. @param {string} group */
const camel = (group) => group.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Adds words to the first plain description of one path file, other words each round. @param {string} folder @param {number} round */
export function touch(folder, round) {
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

/** @param {string} from a folder with `spec/` @param {string} to */
export function copySpec(from, to) {
  mkdirSync(join(to, 'node_modules'), { recursive: true }); // where the cache lives
  cpSync(join(from, 'spec'), join(to, 'spec'), { recursive: true });
  return to;
}
