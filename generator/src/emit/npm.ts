import type { Json } from '../load/json.js';
import type { EmittedFile } from './files.js';

/** What an emitted npm package says of itself. */
export interface Npm {
  name: string;
  version: string;
  description: string;
  /** Path of each export, the module of `src/` that it is, and the one in its place under the condition `bitget-lean`. */
  entries: readonly (readonly [path: string, module: string, lean?: string])[];
  /** Files besides the modules, exported under their own names. */
  files?: readonly string[];
  dependencies: Readonly<Record<string, string>>;
  /** Projects of this workspace that are built before it. */
  references: readonly string[];
  /** SPDX expression, or what npm has in its place; nothing where nothing is said. */
  license: string | undefined;
  /** What is published with it; nothing for a package that is the reader's own. */
  publishing?: Publishing | undefined;
}

/** What the packages of a workspace say alike. */
export interface Publishing {
  /** Keys of `package.json`: whose it is, and where it lives. */
  about: Readonly<Record<string, Json | undefined>>;
  /** The text of the licence. */
  license: string;
}

/** `package.json`, `tsconfig.json`, and `LICENSE` where it is published. */
export const emitNpm = (npm: Npm): EmittedFile[] => [
  ...(npm.publishing ? [{ path: 'LICENSE', text: npm.publishing.license }] : []),
  { path: 'package.json', text: `${JSON.stringify(manifest(npm), null, 2)}\n` },
  { path: 'tsconfig.json', text: `${JSON.stringify(tsconfig(npm), null, 2)}\n` },
];

function manifest({ name, version, description, entries, files = [], dependencies, license, publishing }: Npm) {
  const modules = entries.map(([path, module, lean]) => [
    path,
    {
      types: `./dist/${module}.d.ts`,
      ...(lean && { 'bitget-lean': `./dist/${lean}.js` }),
      default: `./dist/${module}.js`,
    },
  ]);
  const own = [...files, 'package.json'].map((file) => [`./${file}`, `./${file}`]);
  return {
    name,
    version,
    description,
    license,
    ...publishing?.about,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    exports: Object.fromEntries([...modules, ...own]),
    files: ['dist', ...files, '!dist/.tsbuildinfo'],
    scripts: { build: 'tsc -b' },
    dependencies,
  };
}

const tsconfig = ({ references }: Npm) => ({
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    types: [],
    composite: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'dist',
    tsBuildInfoFile: 'dist/.tsbuildinfo',
  },
  include: ['src'],
  references: references.map((path) => ({ path })),
});
