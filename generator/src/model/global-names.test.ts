import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { globalNames } from './global-names.js';

/** The libraries that every program has: the language's own and the browser's. */
const LIBRARY = /^lib\.(es[\w.]*|dom)\.d\.ts$/;
const DECLARED = /^(?:declare )?(?:interface|type|var|let|const|class|function|namespace) (\w+)/gm;

/** As the installed TypeScript declares them. */
function declared(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('typescript'));
  const libraries = readdirSync(folder).filter((file) => LIBRARY.test(file));
  const found = libraries.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(DECLARED)]);
  return [...new Set(found.map(([, name = '']) => name))].sort();
}

// After a new TypeScript: `npx vitest run generator/src/model/global-names.test.ts --update`.
test('the list has every name that TypeScript declares for all', async () => {
  const names = declared();
  expect(names.length).toBeGreaterThan(1500);
  const lines = names.join(' ').replace(/(.{1,120})(?: |$)/g, '$1\n');
  const file = `/** Names that the libraries of TypeScript declare everywhere; its test writes them. */\nexport const GLOBAL_NAMES = \`\n${lines}\`.trim();\n`;
  await expect(file).toMatchFileSnapshot('./global-names-list.ts');
  expect([...globalNames()].sort()).toEqual(names);
});
