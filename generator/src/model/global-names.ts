import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The libraries that every program has: the language's own and the browser's. */
const LIBRARY = /^lib\.(es[\w.]*|dom)\.d\.ts$/;
const DECLARED = /^(?:declare )?(?:interface|type|var|let|const|class|function|namespace) (\w+)/gm;

let names: ReadonlySet<string> | undefined;

/** What is declared everywhere (`Symbol`, `Error`, `Event`), as the pinned TypeScript knows it. */
export function globalNames(): ReadonlySet<string> {
  names ??= read();
  return names;
}

function read(): ReadonlySet<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('typescript'));
  const libraries = readdirSync(folder).filter((file) => LIBRARY.test(file));
  const found = libraries.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(DECLARED)]);
  return new Set(found.map(([, name = '']) => name));
}
