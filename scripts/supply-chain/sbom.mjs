// What the workspace and the docs consist of, as CycloneDX: sbom/*.cdx.json, each held against the official schema.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { report } from './locks.mjs';

const OUT = 'sbom';
const problems = [];
const counts = [];
mkdirSync(OUT, { recursive: true });
for (const [name, folder] of [
  ['workspace', '.'],
  ['docs', 'packages/docs'],
]) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  if (folder !== '.') args.push('--no-workspaces');
  const text = execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    shell: process.platform === 'win32',
  });
  const file = `${OUT}/${name}.cdx.json`;
  writeFileSync(file, text);
  const { specVersion, components } = JSON.parse(text);
  const version = Object.values(Spec.Version).find((known) => known === specVersion);
  const error = version
    ? await new Validation.JsonStrictValidator(version).validate(text)
    : `the schema ${specVersion} is not known`;
  if (error) problems.push(`${file}: ${JSON.stringify(error)}; correct what package.json says of the package`);
  counts.push(`${components.length} packages in ${file}`);
}
report('sbom', problems, `CycloneDX, valid: ${counts.join(', ')}`);
