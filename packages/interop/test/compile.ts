import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Compiles a snippet as a consumer of the packages would, and returns what the compiler says, in one text. */
export function compile(code: string): string {
  const folder = mkdtempSync(join(import.meta.dirname, '../.snippet-'));
  try {
    const file = join(folder, 'snippet.ts');
    writeFileSync(file, code);
    const program = ts.createProgram([file], {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      noEmit: true,
      skipLibCheck: true,
      types: [],
    });
    const diagnostics = ts.getPreEmitDiagnostics(program);
    return diagnostics
      .flatMap((diagnostic) => [diagnostic, ...(diagnostic.relatedInformation ?? [])])
      .map(textOf)
      .join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const textOf = ({ messageText }: ts.DiagnosticRelatedInformation) => ts.flattenDiagnosticMessageText(messageText, ' ');
