import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Changes } from './emit/write.js';
import { generate, type Target, UsageError } from './generate.js';
import { type Diagnostic, formatDiagnostic, SpecError } from './load/diagnostic.js';

const HELP = `bitget-spec: from an OpenAPI description to types, a typed client, mock data and documentation

  bitget-spec generate                    every spec/*/openapi.yaml into generated/
  bitget-spec generate --input FILE --output DIR
                                          any OpenAPI 3.0 or 3.1 document into a package
    --check      write nothing; fail when the output is stale
    --watch      generate again whenever a file changes
    --no-lint    skip the rules
    --no-cache   do all the work even when nothing changed
  bitget-spec lint [FILE ...]             check descriptions against the rules
`;

/** Runs the command line and returns the exit code: 0 fine, 1 bad input or stale output, 2 bad usage. */
export async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === 'generate') return await runGenerate(rest);
    if (command === 'lint') return await runLint(rest);
    if (!command || command === '--help' || command === '-h' || command === 'help') {
      console.log(HELP);
      return command ? 0 : 2;
    }
    console.error(`[bitget-spec] no command is called "${command}"\n\n${HELP}`);
    return 2;
  } catch (error) {
    if (error instanceof SpecError) {
      console.error(error.diagnostics.map((d) => formatDiagnostic(d)).join('\n'));
      console.error(`[bitget-spec] ${count(error.diagnostics.length, 'problem')}; nothing was written`);
      return 1;
    }
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      console.error(`[bitget-spec] ${error.message}; see bitget-spec --help`);
      return 2;
    }
    if (error instanceof UsageError) {
      console.error(`[bitget-spec] ${error.message}`);
      return 2;
    }
    if (error instanceof Error && 'syscall' in error) {
      console.error(`[bitget-spec] ${error.message}; nothing was written`);
      return 1;
    }
    throw error;
  }
}

async function runGenerate(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      input: { type: 'string' },
      output: { type: 'string' },
      check: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      'no-lint': { type: 'boolean', default: false },
      'no-cache': { type: 'boolean', default: false },
    },
  });
  const targets = values.input || values.output ? [oneTarget(values.input, values.output)] : ownTargets();
  const options = {
    targets,
    check: values.check,
    lint: !values['no-lint'],
    cache: !values['no-cache'],
    print: (line: string) => console.log(line),
  };
  if (values.watch) return (await import('./watch.js')).watch(options);
  const { changes } = await generate(options);
  if (!values.check) return 0;
  const stale = [...changes].flatMap(([folder, change]) => describe(folder, change));
  if (!stale.length) return 0;
  console.error(stale.join('\n'));
  console.error('[bitget-spec] the output is stale: run `npm run generate` and commit what it writes');
  return 1;
}

const describe = (folder: string, { added, changed, removed, strange }: Changes): string[] => [
  ...added.map((path) => `missing    ${join(folder, path)}`),
  ...changed.map((path) => `differs    ${join(folder, path)}`),
  ...removed.map((path) => `left over  ${join(folder, path)}`),
  ...strange.map((path) => `not ours   ${join(folder, path)}`),
];

function oneTarget(input: string | undefined, output: string | undefined): Target {
  if (!input || !output)
    throw new UsageError('--input and --output go together: name the document and the folder to write');
  return {
    input: resolve(input),
    output: resolve(output),
    docs: resolve(output, 'docs'),
    name: basename(resolve(output)),
  };
}

/** Every `spec/<api>/openapi.yaml` of the working directory. */
function ownTargets(): Target[] {
  const names = existsSync('spec') ? readdirSync('spec').sort() : [];
  const targets = names
    .filter((name) => existsSync(join('spec', name, 'openapi.yaml')))
    .map((name) => ({
      input: resolve('spec', name, 'openapi.yaml'),
      output: resolve('generated', name),
      docs: resolve('generated/docs', name),
      name,
    }));
  if (!targets.length)
    throw new UsageError('no spec/*/openapi.yaml here: name a document with --input FILE --output DIR');
  return targets;
}

async function runLint(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const files = positionals.length ? positionals.map((file) => resolve(file)) : ownTargets().map(({ input }) => input);
  const { lintAll } = await import('./lint/all.js');
  const found = new Map<string, Diagnostic>(); // by line: what descriptions share is found once for each
  for (const file of files) {
    for (const diagnostic of await lintAll(file, basename(dirname(file))).catch(diagnosticsOf)) {
      const line = formatDiagnostic(diagnostic);
      if (!found.has(line)) console.error(line);
      found.set(line, diagnostic);
    }
  }
  const errors = [...found.values()].filter(({ severity }) => severity === 'error').length;
  console.log(
    `${count(files.length, 'description')} linted: ${count(errors, 'error')}, ${count(found.size - errors, 'warning')}`,
  );
  const rule = [...found.values()].find((diagnostic) => diagnostic.rule?.startsWith('bitget-spec/'))?.rule;
  if (rule)
    console.log(
      `docs: generator/lint-pages/<rule>.md explains each, such as ${rule.replace('bitget-spec', 'generator/lint-pages')}.md`,
    );
  return errors ? 1 : 0;
}

function diagnosticsOf(error: unknown): Diagnostic[] {
  if (error instanceof SpecError) return error.diagnostics;
  throw error;
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
