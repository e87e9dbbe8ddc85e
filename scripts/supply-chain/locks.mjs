import { readFileSync } from 'node:fs';

/** Of which nothing is shipped: what is no development dependency there is what CI's part of the tests needs. */
const TOOLS = 'packages/interop/installed/package-lock.json';

/** Arguments of a command name other lock files; without any, those of the workspace, of the docs, and of the tools. */
const [, , ...named] = process.argv;
export const LOCKS = named.length ? named : ['package-lock.json', 'packages/docs/package-lock.json', TOOLS];

/**
 * Every package that a lock file can install, on any platform; our own, which it links, are none.
 * @param {string} lock
 * @returns {{ id: string, license?: string, dev?: boolean, hasInstallScript?: boolean }[]} `id` is `name@version`
 */
export function packagesOf(lock) {
  return Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, entry]) => ({
      ...entry,
      dev: lock === TOOLS || entry.dev,
      id: `${entry.name ?? path.split('node_modules/').at(-1)}@${entry.version}`,
    }));
}

/** @param {string} file beside this one */
export const listOf = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

/**
 * Prints what is wrong, each thing once, and sets the exit code.
 * @param {string} name
 * @param {string[]} problems
 * @param {string} fine said where there are none
 */
export function report(name, problems, fine) {
  for (const problem of new Set(problems)) console.error(`[${name}] ${problem}`);
  if (problems.length) process.exitCode = 1;
  else console.log(`[${name}] ${fine}`);
}
