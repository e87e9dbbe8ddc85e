// Every package of the lock files has a licence that licences.json allows: `shipped` for what an installed package may
// bring along, `tools` for what only builds and tests with besides. What a package states in words that no machine reads
// was looked up by hand, and stands there by version with what was found; `single` allows one version, for the reason that it gives.
import satisfies from 'spdx-satisfies';
import { LOCKS, listOf, packagesOf, report } from './locks.mjs';

const { shipped, tools, stated, single } = listOf('licences.json');

/** @param {ReturnType<typeof packagesOf>[number]} entry */
function problemOf({ id, license, dev }) {
  if (id in single) return undefined;
  const expression = stated[id] ?? license;
  if (!expression) return 'states no licence; look it up and add it under "stated"';
  try {
    if (satisfies(expression, dev ? [...shipped, ...tools] : shipped)) return undefined;
  } catch {
    return `states "${expression}", which is no SPDX expression; look it up and add it under "stated"`;
  }
  const where = dev ? 'for tools' : 'for what is shipped';
  return `has the licence ${expression}, which is not allowed ${where}; use another package, or add the licence`;
}

const known = new Set();
const problems = LOCKS.flatMap((lock) =>
  packagesOf(lock).flatMap((entry) => {
    known.add(entry.id);
    const problem = problemOf(entry);
    return problem ? [`${lock}: ${entry.id} ${problem} in scripts/supply-chain/licences.json`] : [];
  }),
);
for (const id of process.argv.length > 2 ? [] : [...Object.keys(stated), ...Object.keys(single)])
  if (!known.has(id)) problems.push(`scripts/supply-chain/licences.json: ${id} is in no lock file; remove it`);
report('licences', problems, `${known.size} packages, each with an allowed licence`);
