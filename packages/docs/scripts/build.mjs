// Builds the site: installs what it needs on the first run (it is no workspace, so that the root install stays lean),
// then VitePress, which calls the rest. `--base /path/` for a site that stands below a path.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const docs = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { base: { type: 'string' }, host: { type: 'string' }, only: { type: 'string' } },
});

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: docs,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(`${docs}node_modules/vitepress`)) run('npm', ['ci', '--no-workspaces', '--no-audit', '--no-fund']);
const { base = process.env.DOCS_BASE ?? '/', host, only } = values;
run(
  process.execPath,
  ['--max-old-space-size=1500', '--max-semi-space-size=64', 'node_modules/vitepress/bin/vitepress.js', 'build', '.'],
  {
    DOCS_BASE: `/${base}/`.replaceAll(/\/+/g, '/'),
    ...(host && { DOCS_HOST: host.replace(/\/+$/, '') }),
    ...(only && { DOCS_ONLY: only }),
  },
);
