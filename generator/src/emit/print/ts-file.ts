import { createRequire } from 'node:module';
import type { OptionalKind, SourceFileStructure } from 'ts-morph';

// Required, not imported: Node reads a CommonJS file twice when it is imported, and this one is large.
const require = createRequire(import.meta.url);
const { IndentationText, NewLineKind, Project, QuoteKind, StructureKind }: typeof import('ts-morph') =
  require('ts-morph');

export { StructureKind };

const project = new Project({
  useInMemoryFileSystem: true,
  manipulationSettings: {
    indentationText: IndentationText.TwoSpaces,
    newLineKind: NewLineKind.LineFeed,
    quoteKind: QuoteKind.Single,
    useTrailingCommas: true,
  },
});

/**
 * Prints a file from one structure object. All that the project knows of ts-morph is in this file: it
 * is fast only this way (adding 750 declarations one by one takes seconds, one structure a fraction).
 */
export function printFile(structure: OptionalKind<SourceFileStructure>): string {
  const file = project.createSourceFile('file.ts', structure, { overwrite: true });
  const text = file.getFullText();
  project.removeSourceFile(file);
  return text;
}
