import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'],
  types: [],
};
const file = join(import.meta.dirname, 'all-exports.ts');
const versions = ['v1', 'v2', 'v3'] as const;
const text = versions
  .flatMap((version) => ['', '/types'].map((path) => `import '@bitget-spec/${version}${path}';`))
  .join('\n');
const host = ts.createCompilerHost(options);
const read = host.getSourceFile.bind(host);
host.getSourceFile = (name, ...rest) =>
  name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext) : read(name, ...rest);
const program = ts.createProgram([file], options, host);
const checker = program.getTypeChecker();

/** Names that `import … from '@bitget-spec/v3'` finds, values and types. */
function exportsOf(path: string): string[] {
  const source = program.getSourceFiles().find(({ fileName }) => fileName.endsWith(`/generated/${path}`));
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) throw new Error(`${path} is not compiled`);
  return checker.getExportsOfModule(symbol).map(({ name }) => name);
}

test.each(versions)('the root of %s has what its users need, and nothing of the machinery', (version) => {
  const described = new Set(exportsOf(`${version}/dist/types.d.ts`));
  const own = exportsOf(`${version}/dist/index.d.ts`).filter((name) => !described.has(name) && !/Calls?$/.test(name));
  expect(own.sort().join(' ')).toBe(
    [
      'Attempted AuthenticationError BitgetError CacheOptions CallError CallEvent CallOptions CachedCall Catalogue Client ClientOptions',
      'ClosedError CoreOptions Credentials CredentialsError DriftError DriftEvent DriftOptions ErrorCodes ErrorGuard',
      'ExchangeError Hooks HttpClient HttpMiddleware HttpResult Instrument Intent InvalidResponseError LimiterOptions',
      'NetworkError NotPlacedError OnIntent OperationMetadata OrderProblem OrderRule OrderRules Outcome OutcomeOptions',
      'OutcomeUnknownError PagesOptions RateLimitError RequestEvent ResponseEvent Resumed ResumeOptions RetryEvent',
      'RetryOptions TimeoutError catalogueHints cached clockSync createClient credentialsFromEnv debugLog drift http signatureReports isBitgetError limiter memoryStore',
      'orderRules outcomes pages paths retries',
    ]
      .join(' ')
      .split(' ')
      .filter((name) => !/Calls?$/.test(name))
      .sort()
      .join(' '),
  );
});

test.each(versions)('no name of %s hides one that is declared everywhere, or reads like a hole', (version) => {
  const [source] = program.getSourceFiles();
  const meaning = ts.SymbolFlags.Type | ts.SymbolFlags.Value | ts.SymbolFlags.Namespace;
  const globals = new Set(source && checker.getSymbolsInScope(source, meaning).map(({ name }) => name));
  expect(globals.has('Symbol')).toBe(true);
  const names = exportsOf(`${version}/dist/index.d.ts`);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => globals.has(name) || /^Any[A-Z]|OrEmpty|[a-z]2$/.test(name))).toEqual([]);
});
