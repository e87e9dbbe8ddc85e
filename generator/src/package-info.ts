import { createRequire } from 'node:module';
import { basename, join, relative, resolve } from 'node:path';
import type { Npm, Publishing } from './emit/npm.js';
import type { PackageInfo } from './emit/package.js';
import { readTextIfThere } from './load/disk.js';
import { type JsonObject, objectOf, textOf } from './load/json.js';
import type { Api } from './model/types.js';
import type { Target } from './options.js';
import { ownFile } from './own-files.js';

/** What the package of a target says of itself that no description does. */
export function packageInfo({ name, output }: Target, api: Api, catalogue: string | undefined): PackageInfo {
  const packages = ['@bitget-spec/client', '@bitget-spec/contract'];
  if (api.errors) packages.push('@bitget-spec/errors');
  if (api.sockets) packages.push('@bitget-spec/websocket');
  const { scope, workspace } = api.profile.package;
  const npm = versionsOf(output, packages, catalogue);
  return {
    ...npm,
    name: textOf(manifestIn(output).name) ?? (scope ? scope + name : basename(resolve(output))),
    references: workspace ? npm.references : [],
    publishing: workspace ? npm.publishing : undefined,
  };
}

/** Versions are Changesets' business: what the package says already stays. */
export function versionsOf(
  folder: string,
  packages: readonly string[],
  catalogue?: string,
): Pick<Npm, 'version' | 'dependencies' | 'references' | 'publishing'> {
  const before = manifestIn(folder);
  const own = objectOf(createRequire(import.meta.url)(ownFile('package.json')));
  // The packages that this generator was built and tested with.
  const usual = { ...objectOf(own.devDependencies), ...objectOf(own.dependencies) };
  const versions = { ...usual, ...objectOf(before.dependencies) };
  return {
    version: textOf(before.version) ?? '0.1.0',
    dependencies: Object.fromEntries(packages.map((name) => [name, textOf(versions[name]) ?? '*'])),
    references: packages.flatMap((name) => referenceTo(name, folder, catalogue)),
    publishing: publishingOf(folder),
  };
}

/** Of a package that stands in a workspace as ours do, two folders down: it says of itself what the workspace says. */
function publishingOf(folder: string): Publishing | undefined {
  const root = resolve(folder, '../..');
  const license = readTextIfThere(join(root, 'LICENSE'));
  const { keywords, author, homepage, repository, bugs } = manifestIn(root);
  if (!repository || license === undefined) return undefined;
  const directory = relative(root, resolve(folder)).replaceAll('\\', '/');
  return {
    license,
    about: {
      ...{ keywords, author, homepage, bugs },
      repository: { ...objectOf(repository), directory },
      publishConfig: { access: 'public', provenance: true },
    },
  };
}

function manifestIn(folder: string): JsonObject {
  return objectOf(JSON.parse(readTextIfThere(join(folder, 'package.json')) ?? '{}'));
}

/** Inside this workspace a package builds after those that it imports; the catalogue is made by the same run. */
function referenceTo(name: string, folder: string, catalogue: string | undefined): string[] {
  const own = resolve(folder, '../../packages', name.replace('@bitget-spec/', ''));
  const isHere = () => readTextIfThere(join(own, 'tsconfig.json')) !== undefined;
  const project = name === '@bitget-spec/errors' ? catalogue : isHere() ? own : undefined;
  return project ? [relative(resolve(folder), project).replaceAll('\\', '/')] : [];
}
