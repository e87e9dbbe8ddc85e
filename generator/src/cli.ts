import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InterruptedError } from './emit/turn.js';
import type { Changes } from './emit/write.js';
import { generate, UsageError } from './generate.js';
import { type Diagnostic, formatDiagnostic, SpecError } from './load/diagnostic.js';
import { rootOf } from './load/root-of.js';
import { oneTarget, ownTargets, siteOf } from './targets.js';

const HELP = `bitget-spec: from an OpenAPI description to types, a typed client, mock data and documentation

  bitget-spec generate                    every spec/*/openapi.yaml into generated/
  bitget-spec generate --input FILE --output DIR
                                          any OpenAPI 3.0 or 3.1 document into a package
    --root DIR   also read files from there; --input alone reads those of its folder (may be given more than once)
    --check      write nothing; fail when the output is stale
    --watch      generate again whenever a file changes
    --no-lint    skip the rules
    --no-cache   do all the work even when nothing changed
  bitget-spec lint [FILE ...] [--root DIR]
                                          check descriptions against the rules
  bitget-spec find ANYTHING ...           a URL (right, wrong or old), a call, words, a field or an error code
  bitget-spec safety [--accept]           where descriptions and safety list differ; --accept rewrites the list
  bitget-spec report [--json]             what the descriptions rest on, in numbers
  bitget-spec live --base-url URL         call every public read and hold its answer against its schema
    --only PREFIX  paths that start so, such as /api/v3/market
    --rate N       calls a second at most (5)
    --json         differences as JSON
`;

/** Runs the command line and returns the exit code: 0 fine, 1 bad input or stale output, 2 bad usage. */
export async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === 'generate') return await runGenerate(rest);
    if (command === 'lint') return await runLint(rest);
    if (command === 'find') return await (await import('./find/command.js')).runFind(rest);
    if (command === 'safety') return await (await import('./safety/command.js')).runSafety(rest);
    if (command === 'report') return await (await import('./report/command.js')).runReport(rest);
    if (command === 'live') return await (await import('./live/command.js')).runLive(rest);
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
    if (error instanceof InterruptedError) {
      console.error(`[bitget-spec] ${error.message}`);
      return 1;
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
      root: { type: 'string', multiple: true },
      check: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      'no-lint': { type: 'boolean', default: false },
      'no-cache': { type: 'boolean', default: false },
    },
  });
  const { input, output, root } = values;
  const one = input || output || root ? oneTarget(input, output, root) : undefined;
  const targets = one ? [one] : ownTargets();
  const options = {
    targets,
    ...(!one && { site: siteOf(targets) }),
    check: values.check,
    lint: !values['no-lint'],
    cache: !values['no-cache'],
    print: (line: string) => console.log(line),
  };
  // Ended by hand: what chokidar was about to watch when it was closed would keep the process alive.
  if (values.watch) process.exit(await (await import('./watch.js')).watch(options));
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

async function runLint(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { root: { type: 'string', multiple: true } },
  });
  const files = positionals.length ? positionals.map((file) => resolve(file)) : ownTargets().map(({ input }) => input);
  const { lintAll } = await import('./lint/all.js');
  const found = new Map<string, Diagnostic>(); // by line: what descriptions share is found once for each
  for (const file of files) {
    const roots = [rootOf(file), ...(values.root ?? [])];
    for (const diagnostic of await lintAll(file, basename(dirname(file)), roots).catch(diagnosticsOf)) {
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
