import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { documentOf, plainWords, texts } from '../test/hostile-documents.js';
import { emitApi, emitPages } from './emit/emit.js';
import type { EmittedFile } from './emit/files.js';
import { migrateData } from './emit/migrate/migrate-data.js';
import { within } from './emit/print/quote/index.js';
import { TreeTypes } from './emit/print/tree/tree-types.js';
import { emitSite } from './emit/site/site.js';
import { siteApi } from './emit/site/site-api.js';
import { SpecError } from './load/diagnostic.js';
import { Source } from './load/source.js';
import { buildApi } from './model/build.js';

/** Hostile documents; `npm run soak` tries ten times as many. */
const RUNS = process.env.SOAK ? 5000 : 500;

async function emitted(words: string[], own: boolean): Promise<EmittedFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  try {
    const { document, errors } = documentOf(words, own);
    writeFileSync(join(folder, 'openapi.yaml'), document);
    writeFileSync(join(folder, 'errors.yaml'), errors);
    const api = buildApi(await Source.load(join(folder, 'openapi.yaml')), 'v2', folder);
    const info = { name: 'pets', version: '1.0.0', dependencies: {}, references: [] };
    const time = <T>(_: string, work: () => T) => work();
    return [
      ...within(
        folder,
        emitApi(api, info, time, (described) => new TreeTypes(described)),
      ),
      ...within(folder, emitPages(api, time)),
      ...within(folder, [
        ...emitSite([api].map((api) => siteApi(api))),
        ...migrateData([api].map((api) => siteApi(api))),
      ]),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The tree of a file without its words; what stands in any order is put in one. Throws where it does not parse. */
function shapeOf({ path, text }: EmittedFile): string {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.Diagnostic[] };
  const [wrong] = parseDiagnostics;
  if (wrong)
    throw new Error(
      `${path}: ${ts.flattenDiagnosticMessageText(wrong.messageText, ' ')} at ${text.slice(Math.max(0, (wrong.start ?? 0) - 80), (wrong.start ?? 0) + 80)}`,
    );
  const shape = (node: ts.Node): string => {
    if (ts.isIdentifier(node) || ts.isStringLiteral(node)) return 'name';
    const inner: string[] = [];
    ts.forEachChild(node, (child) => {
      inner.push(shape(child));
    });
    const any =
      ts.isSourceFile(node) || ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) || ts.isNamedImports(node);
    return `${ts.SyntaxKind[node.kind]}(${(any ? inner.sort() : inner).join()})`;
  };
  return shape(file);
}

/** The samples of a page run by bash, where the words of a description would have to run to be noticed. */
function shellSaid(pages: EmittedFile[]): string {
  const samples = pages.flatMap(({ text }) =>
    [...text.matchAll(/^(`{3,})bash \[curl\]\n([\s\S]*?)\n\1$/gm)].map(([, , sample = '']) => sample),
  );
  const stubs = 'curl() { :; }; openssl() { :; }; date() { :; }; pwned() { echo PWNED >&2; }';
  const script = samples.map((sample) => `(\n${sample}\n)`).join('\n');
  const { stderr, status } = spawnSync('/bin/bash', ['--norc', '-c', `${stubs}\n${script}`], {
    encoding: 'utf8',
    env: { PATH: '/nowhere', LC_ALL: 'C.UTF-8' },
  });
  return samples.length && status === 0 ? stderr : `${stderr} ${samples.length} samples, status ${status}`;
}

test.each([true, false])(
  `no string of ${RUNS / 2} documents (of ours: %s) becomes code`,
  { timeout: 1_800_000 },
  async (own) => {
    const harmless = await emitted(plainWords(), own);
    const shapes = new Map(
      harmless.filter(({ path }) => path.endsWith('.ts')).map((file) => [file.path, shapeOf(file)]),
    );
    expect(shapes.size).toBeGreaterThan(6);
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(texts, async (words) => {
        const files = await emitted(words, own).catch((error: unknown) => {
          if (error instanceof SpecError) return undefined;
          throw error;
        });
        if (!files) return;
        tried++;
        for (const file of files) {
          if (file.path.endsWith('.ts')) expect(shapeOf(file), file.path).toBe(shapes.get(file.path));
          if (file.path.endsWith('.json')) JSON.parse(file.text);
          if (file.path.endsWith('.md')) expect(/.{0,80}<!--\s*@include.{0,40}/s.exec(file.text)?.[0]).toBeUndefined();
        }
        expect(shellSaid(files)).toBe('');
      }),
      { numRuns: Math.ceil(RUNS / 2), ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
    );
    console.log(`${tried} documents generated`);
    expect(tried).toBeGreaterThan(RUNS / 4);
  },
);
