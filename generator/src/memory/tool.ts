import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digest } from '../digest.js';
import { filesIn } from '../emit/write.js';
import { objectOf } from '../load/json.js';
import type { SharedOutput, Target } from '../options.js';
import { ownCode } from '../own-files.js';
import type { TypePrinterName } from '../profiles/profile.js';
import { Stamps } from '../stamps.js';

/** What decides the output beside the files. */
export interface Settings {
  /** What paths are told from. */
  cwd: string;
  targets: Target[];
  types: TypePrinterName | undefined;
  lint: boolean;
  shared: SharedOutput | undefined;
}

/**
 * Digest of all that decides what files become beside what they say: this package's own code, that of ours which it is built on,
 * the versions of all else that it runs with, Node, and the settings. Undefined where packages do not lie in folders (Yarn's
 * Plug'n'Play), or are being installed.
 */
export function toolDigest(settings: Settings, stamps: Stamps): string | undefined {
  try {
    return digestOf(settings, stamps);
  } catch {
    return undefined; // a manifest that is half written
  }
}

function digestOf(settings: Settings, stamps: Stamps): string | undefined {
  const own = ownCode();
  const locate = locator();
  const [contract, auth] = ['@bitget-spec/contract', '@bitget-spec/auth'].map((name) => locate(name, own));
  if (contract === undefined || auth === undefined) return undefined;
  const code = [own, join(contract, 'dist'), join(auth, 'dist')].flatMap((folder) =>
    filesIn(folder)
      .filter((path) => path.endsWith('.js'))
      .map((path) => join(folder, path)),
  );
  const texts = code.flatMap((file) => [file, stamps.digestOf(file)]);
  return digest(JSON.stringify(settings), process.version, ...installedFor(join(own, '..'), stamps), ...texts);
}

/** `js-yaml 4.1.1`: what a package runs with, however deep, as Node finds it from the folder of each, whoever installed it. */
export function installedFor(folder: string, stamps = Stamps.open()): string[] {
  const found = new Map<string, string>();
  const reached = new Set<string>();
  const locate = locator();
  const open = [realpathSync.native(folder)];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (found.has(here)) continue;
    const manifest = join(here, 'package.json');
    const [version = '', ...needed] = stamps.findingOf('needs', manifest, () => needsOf(manifest)).split('\n');
    found.set(here, version);
    for (const name of needed) {
      const inner = locate(name, here);
      if (inner === undefined || reached.has(inner)) continue;
      reached.add(inner);
      open.push(realpathSync.native(inner));
    }
  }
  return [...found.values()].sort();
}

/** The name and version of a package, and a line each for what it needs. */
function needsOf(manifest: string): string {
  const { name, version, ...kinds } = objectOf(JSON.parse(readFileSync(manifest, 'utf8')));
  const { dependencies, optionalDependencies, peerDependencies } = kinds;
  const needed = Object.keys(Object.assign({}, dependencies, optionalDependencies, peerDependencies));
  return [`${name} ${version}`, ...needed].join('\n');
}

/** Finds packages from folders, as Node does. */
function locator() {
  const known = new Map<string, boolean>();
  const isThere = (path: string): boolean => {
    const is = known.get(path) ?? existsSync(path);
    known.set(path, is);
    return is;
  };
  return (name: string, from: string): string | undefined => {
    for (let here = from; ; here = dirname(here)) {
      const store = `${here}/node_modules`; // most folders have none
      if (isThere(store) && isThere(`${store}/${name}/package.json`)) return `${store}/${name}`;
      if (dirname(here) === here) return undefined;
    }
  };
}
