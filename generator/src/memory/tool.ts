import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digest } from '../digest.js';
import { filesIn } from '../emit/write.js';
import { objectOf } from '../load/json.js';
import type { SharedOutput, Target } from '../options.js';
import { ownCode } from '../own-files.js';
import type { TypePrinterName } from '../profiles/profile.js';
import type { Stamps } from '../stamps.js';

/** What decides the output beside the files. */
export interface Settings {
  targets: Target[];
  types: TypePrinterName | undefined;
  lint: boolean;
  shared: SharedOutput | undefined;
}

/**
 * Digest of all that decides what files become beside what they say: this package's own code, that of ours which it is built on,
 * the versions of all else that it runs with, Node, and the settings. Undefined where packages do not lie in folders (Yarn's Plug'n'Play).
 */
export function toolDigest(settings: Settings, stamps: Stamps): string | undefined {
  const own = ownCode();
  const [contract, auth] = ['@bitget-spec/contract', '@bitget-spec/auth'].map((name) => locate(name, own));
  if (contract === undefined || auth === undefined) return undefined;
  const code = [own, join(contract, 'dist'), join(auth, 'dist')].flatMap((folder) =>
    filesIn(folder)
      .filter((path) => path.endsWith('.js'))
      .map((path) => join(folder, path)),
  );
  const texts = code.flatMap((file) => [file, stamps.digestOf(file)]);
  return digest(JSON.stringify(settings), process.version, ...installedFor(join(own, '..')), ...texts);
}

/** `js-yaml 4.1.1`: what a package runs with, however deep, as Node finds it from the folder of each, whoever installed it. */
export function installedFor(folder: string): string[] {
  const found = new Map<string, string>();
  const open = [realpathSync.native(folder)];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (found.has(here)) continue;
    const manifest = objectOf(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')));
    found.set(here, `${manifest.name} ${manifest.version}`);
    for (const name of Object.keys({
      ...objectOf(manifest.dependencies),
      ...objectOf(manifest.optionalDependencies),
    })) {
      const inner = locate(name, here);
      if (inner !== undefined) open.push(realpathSync.native(inner));
    }
  }
  return [...found.values()].sort();
}

function locate(name: string, from: string): string | undefined {
  for (let here = from; ; here = dirname(here)) {
    const folder = join(here, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(here) === here) return undefined;
  }
}
