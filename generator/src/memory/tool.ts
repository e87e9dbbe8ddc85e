import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../digest.js';
import { filesIn } from '../emit/write.js';
import type { SharedOutput, Target } from '../options.js';
import type { TypePrinterName } from '../profiles/profile.js';

const require = createRequire(import.meta.url);

/** What decides the output beside the files. */
export interface Settings {
  targets: Target[];
  types: TypePrinterName | undefined;
  lint: boolean;
  shared: SharedOutput | undefined;
}

/**
 * Digest of all that decides what files become: this package's own code, that of ours which it is built on, what else is
 * installed, Node, the settings, and what packages say of the workspace that they lie in.
 */
export function toolDigest(settings: Settings, cwd: string): string {
  const own = fileURLToPath(new URL('..', import.meta.url));
  const built = ['@bitget-spec/contract', '@bitget-spec/auth'].map((name) => dirname(require.resolve(name)));
  const code = [own, ...built].flatMap((folder) =>
    filesIn(folder)
      .filter((path) => path.endsWith('.js'))
      .map((path) => join(folder, path)),
  );
  const workspaces = settings.targets.map(({ output }) => resolve(output, '../..'));
  const manifests = [...new Set(workspaces)].flatMap((root) => [join(root, 'package.json'), join(root, 'LICENSE')]);
  const files = [...code, join(own, '../package.json'), join(cwd, 'node_modules/.package-lock.json'), ...manifests];
  return digest(
    JSON.stringify(settings),
    process.version,
    ...files.flatMap((file) => [file, existsSync(file) ? readFileSync(file, 'utf8') : '']),
  );
}
