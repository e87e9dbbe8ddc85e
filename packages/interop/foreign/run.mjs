// `npm run test:foreign -- --documents DIR`: other people's documents, none of them ours to commit. Each becomes a package
// that compiles under strict TypeScript, and each operation is sent over a socket twice, by its client and by swagger-client:
// what arrives must be the same. What is not supported is said, a line for each thing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compileIn, generateIn, projectIn } from './package.mjs';

const { values } = parseArgs({ options: { documents: { type: 'string' }, keep: { type: 'boolean', default: false } } });
if (!values.documents) {
  console.log('[test:foreign] no documents, nothing tested: name a folder of OpenAPI documents with --documents DIR');
  process.exit(0);
}
const folder = resolve(values.documents);
const found = documentsIn(folder);
if (!found.length) {
  console.error(`[test:foreign] ${folder} holds no OpenAPI 3 document`);
  process.exit(2);
}
if (!existsSync(join(import.meta.dirname, 'node_modules/swagger-client'))) install();
const { compare } = await import('./compare.mjs');

const project = projectIn(mkdtempSync(join(tmpdir(), 'bitget-spec-foreign-')));
let failed = 0;
for (const document of found) if (!(await tried(document))) failed++;
if (values.keep) console.log(`packages kept in ${project}`);
else rmSync(project, { recursive: true });
console.log(`${found.length} documents, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

async function tried(document) {
  const name = basename(document, extname(document)).replace(/[^\w.-]+/g, '-');
  const shown = relative(folder, document) || name;
  const generated = generateIn(project, document, name);
  if (generated.problems) return fail(shown, generated.problems);
  const compiled = compileIn(project, name);
  if (compiled.problems) return fail(shown, compiled.problems);
  const { operations, same, unlike, notes } = await compare(document, join(project, name));
  console.log(
    `${shown}: ${operations} operations; generated in ${generated.seconds} s, compiled in ${compiled.seconds} s; ${same} sent alike, ${unlike.length} not`,
  );
  for (const [note, number] of notes) console.log(`  ${note}: ${number}`);
  return unlike.length ? fail(shown, unlike.slice(0, 20)) : true;
}

function fail(shown, problems) {
  console.error(`FAILED ${shown}\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  return false;
}

/** In a folder of its own, outside the lock of the workspace; none of its scripts run. */
function install() {
  const options = ['--no-workspaces', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', ['ci', '--prefix', import.meta.dirname, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
}

/** Files that begin as OpenAPI 3 documents do; what they refer to does not. */
function documentsIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory())
    return /\.(ya?ml|json)$/.test(path) && /^\s*["']?openapi["']?\s*:\s*["']?3\.[01]/m.test(readFileSync(path, 'utf8'))
      ? [path]
      : [];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => (/^(node_modules|\..*)$/.test(entry) ? [] : documentsIn(join(path, entry))));
}
