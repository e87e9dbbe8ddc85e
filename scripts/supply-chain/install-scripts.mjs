// Which packages run a script of theirs when they are installed: exactly those of install-scripts.json, by version, each
// with what its script does. A package that gains one, or that has a new version, is a line in a review. Scripts are not
// switched off as a whole: that would skip our own `prepare`, which builds.
import { LOCKS, listOf, packagesOf, report } from './locks.mjs';

const LIST = 'scripts/supply-chain/install-scripts.json';
const reviewed = listOf('install-scripts.json');
const problems = [];
const found = new Set();
for (const lock of LOCKS) {
  for (const { id, hasInstallScript } of packagesOf(lock)) {
    if (!hasInstallScript) continue;
    found.add(id);
    if (!(id in reviewed))
      problems.push(`${lock}: ${id} runs a script when it is installed; read it, then add it to ${LIST}`);
  }
}
for (const id of process.argv.length > 2 ? [] : Object.keys(reviewed))
  if (!found.has(id)) problems.push(`${LIST}: ${id} runs no script or is in no lock file; remove it`);
report('install-scripts', problems, `${found.size} packages run a script when installed, all reviewed`);
