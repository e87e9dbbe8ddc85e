// `npm run release:check`: what is packed holds what it should and nothing else, and resolves as its manifest says. Exit code 1
// for a finding, a line each.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto } from './pack.mjs';
import { packages } from './packages.mjs';

/** @type {string[]} */
const findings = [];
const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-release-'));
try {
  for (const { name, tarball, files } of packInto(folder)) {
    const home = packages.find(({ manifest }) => manifest.name === name)?.folder ?? '';
    for (const file of ['README.md', 'LICENSE'])
      if (!files.includes(file)) findings.push(`${name}: ${file} is not in the tarball; add it to ${home}`);
    if (files.includes('LICENSE') && read(home, 'LICENSE') !== read('.', 'LICENSE'))
      findings.push(`${name}: ${home}/LICENSE is not the root's; copy that`);
    for (const file of files) {
      if (/(^|\/)(test|fixtures)\/|\.test(-d)?\./.test(file))
        findings.push(`${name}: ${file} is of tests; exclude it in ${home}/tsconfig.json`);
      const source = file.replace(/^dist\/(.*)\.(js|d\.ts)$/, 'src/$1.ts');
      if (source !== file && !existsSync(join(home, source)))
        findings.push(`${name}: ${file} is left from an earlier build; remove ${home}/dist and run \`npm run build\``);
      if (file.endsWith('.map') && !JSON.parse(read(home, file)).sourcesContent)
        findings.push(`${name}: ${file} names sources that are not in the tarball; set inlineSources`);
    }
    run(name, ['publint', 'run', tarball, '--strict']);
    // ESM only: CommonJS consumers load it by require(), where Node allows that.
    run(name, ['attw', tarball, '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'ascii']);
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const finding of findings) console.error(`[release] ${finding}`);
if (findings.length) process.exitCode = 1;
else console.log(`[release] ${packages.length} packages, nothing found`);

/**
 * @param {string} home
 * @param {string} file
 */
function read(home, file) {
  return readFileSync(join(home, file), 'utf8');
}

/**
 * @param {string} name
 * @param {[string, ...string[]]} command
 */
function run(name, [command, ...args]) {
  try {
    execFileSync(join('node_modules/.bin', command), args, {
      encoding: 'utf8',
      stdio: 'pipe',
      shell: process.platform === 'win32', // local commands are .cmd files there
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error);
    findings.push(`${name}: ${command} found\n${stdout}${stderr}`);
  }
}
