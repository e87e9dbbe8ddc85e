import { join } from 'node:path';
import ts from 'typescript';
import { folderOf } from './documents.js';

/** Exported types by name, as they are written. */
const declarations = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/^export (?:type|interface) (\w+)[\s\S]*?(?=\n\n|\n*$(?![\s\S]))/gm)].map(([all, name = '']) => [
      name,
      all,
    ]),
  );

/** Names of types of two modules that are written in two ways. */
function writtenUnlike(one: string, other: string): string[] {
  const others = declarations(other);
  return [...declarations(one)].filter(([name, text]) => others.get(name) !== text).map(([name]) => name);
}

/** Those of them that the type checker does not assign to each other. */
export function unlikeTypes(one: string, other: string): string[] {
  const names = writtenUnlike(one, other);
  if (!names.length) return [];
  const lines = names.map(
    (name) =>
      `export const ${name} = (one: One.${name}, other: Other.${name}): [Other.${name}, One.${name}] => [one, other];`,
  );
  const imports =
    "declare global { interface Blob { size: number } interface ReadableStream { locked: boolean } }\nimport type * as One from './one.js';\nimport type * as Other from './other.js';\n";
  const folder = folderOf({ 'one.ts': one, 'other.ts': other, 'check.ts': `${imports}${lines.join('\n')}\n` });
  const program = ts.createProgram([join(folder, 'check.ts')], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es5.d.ts'],
  });
  const unlike = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    return file?.fileName.endsWith('check.ts') ? (names[line - 3] ?? '') : JSON.stringify(messageText);
  });
  return [...new Set(unlike)];
}
