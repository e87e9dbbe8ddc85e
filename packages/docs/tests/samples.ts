import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A TypeScript sample of a page. */
export interface Sample {
  /** File of the page below the root, `packages/client/README.md`. */
  page: string;
  /** Line of its fence, from 1. */
  line: number;
  language: string;
  code: string;
}

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Folders without pages of ours: what is installed or built, what tests read, and reports of types. */
const SKIPPED = /^(\.|node_modules$|dist$|fixtures$|tarballs$|surface$)/;

/** Every Markdown file of the repository, named from its root. */
export const allPages = (folder = ''): string[] =>
  readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry;
    if (!entry.isDirectory()) return name.endsWith('.md') ? [folder + name] : [];
    return SKIPPED.test(name) ? [] : allPages(`${folder}${name}/`);
  });

/** The TypeScript samples of a page. */
export function samplesOf(page: string): Sample[] {
  const text = readFileSync(root + page, 'utf8');
  return [...text.matchAll(/^( *)```(tsx?)(?: .*)?\n([\s\S]*?)^\1```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    language: match[2] ?? '',
    code: match[3] ?? '',
  }));
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  jsx: ts.JsxEmit.ReactJSX,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
};

/**
 * What the compiler finds in samples, `packages/client/README.md:12: …`. Each is a module of its own beside its page, so
 * that it finds what the page's package may import; they are never written to disk, and share one program.
 */
export function problemsOf(samples: Sample[]): string[] {
  const files = new Map(samples.map((sample) => [`${root}${sample.page}-${sample.line}.${sample.language}`, sample]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.code ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const sample = files.get(file);
    return sample
      ? ts.createSourceFile(file, `${sample.code}\nexport {};\n`, version)
      : getSourceFile(file, version, ...rest);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const { page, line } = files.get(file?.fileName ?? '') ?? { page: file?.fileName, line: 0 };
    const inner = file ? ts.getLineAndCharacterOfPosition(file, start ?? 0).line + 1 : 0;
    return `${page}:${line + inner}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
