import { readFileSync } from 'node:fs';
import { count } from './commands/count.js';
import { InterruptedError } from './emit/turn.js';
import { formatDiagnostic, SpecError } from './load/diagnostic.js';
import { UsageError } from './options.js';
import { ownFile } from './own-files.js';

const HELP = `bitget-spec: from an OpenAPI description to types, a typed client, mock data and documentation

  bitget-spec generate                    every spec/*/openapi.yaml into generated/
  bitget-spec generate --input FILE|URL --output DIR
                                          any OpenAPI 3.0 or 3.1 document into a package
    --names HOW  how calls are named: tag (client.pet.addPet, the default), operationId or path
    --types WHO  who prints the types: own (the default for descriptions of ours) or openapi-typescript
    --root DIR   also read files from there; --input alone reads those of its folder (may be given more than once)
    --check      write nothing; fail when the output is stale
    --watch      generate again whenever a file changes
    --no-lint    skip the rules
    --no-cache   do all the work even when nothing changed
  bitget-spec lint [FILE ...] [--root DIR]
                                          check descriptions against the rules
  bitget-spec find ANYTHING ...           a URL (right, wrong or old), a call, words, a field or an error code
  bitget-spec safety [--accept]           where descriptions and safety list differ; --accept rewrites the list
  bitget-spec report [--json]             which sources and examples stand behind the descriptions, in numbers
  bitget-spec model [--json]              what the generator understands of the descriptions, in numbers or whole
    --input FILE one document instead of spec/*/openapi.yaml; --root DIR as above
  bitget-spec diff BASE [HEAD]            what has changed for consumers, between revisions, files or folders (HEAD: what is here)
    --format F   text, json, markdown or github (annotations)
    --level L    the least that is listed: breaking, dangerous, compatible or note (compatible)
    --fail-on L  exit code 1 where something is that bad or worse
    --ignore FILE
                 changes that are known and hurt nobody, each with a reason and an end (spec/diff-ignore.yaml)
    --changeset  write the changeset of the bumps that the changes ask for
    --check      exit code 1 where the changesets announce less; without BASE since the last release
    --describes WHOM
                 whom an AsyncAPI document describes: client or server (client)
    --kinds      the table of all kinds of change
    --root DIR   as above
  bitget-spec impact --from OLD [--to NEW] [--project DIR]
                                          the lines of a TypeScript or JavaScript project that a change reaches, by its compiler
    --from, --to revisions, files, folders or generated packages (NEW: what is here)
    --project    a folder with a tsconfig.json or jsconfig.json, or such a file (the working directory)
    --fix        apply renames and add cases, where that is certain; write nothing else
    --json       everything as JSON
    --package NAME
                 what the project imports, where that is not called after the description; --names, --root as above
  bitget-spec migrate                     calls of @bitget-spec/v2 and of bitget-api that can be moved to @bitget-spec/v3, and why others cannot
    --project D  folder of the project, or its tsconfig.json (.)
    --write      rewrite them; the git tree must be clean
    --force      even where it is not
    --json       the same as JSON
  bitget-spec live --base-url URL         call every public read and validate its response
    --only PREFIX  paths that start so, such as /api/v3/market
    --rate N       calls a second at most (5)
    --json         differences as JSON
    --record DIR   keep every response there, masked; signed reads too, with the keys BITGET_API_KEY,
                   BITGET_SECRET_KEY and BITGET_PASSPHRASE of the environment
    --demo         demo trading, with a demo key
  bitget-spec replay DIR [--json]         validate recorded responses
  bitget-spec --version                   which one this is; --help after a command for that alone
`;

/** Each loads what it needs when it is called: `find` need not wait for a compiler. */
const COMMANDS: Record<string, (args: string[]) => Promise<number>> = {
  generate: async (args) => (await import('./commands/generate.js')).runGenerate(args),
  lint: async (args) => (await import('./commands/lint.js')).runLint(args),
  find: async (args) => (await import('./commands/find.js')).runFind(args),
  safety: async (args) => (await import('./commands/safety.js')).runSafety(args),
  report: async (args) => (await import('./commands/report.js')).runReport(args),
  model: async (args) => (await import('./commands/model.js')).runModel(args),
  diff: async (args) => (await import('./commands/diff.js')).runDiff(args),
  impact: async (args) => (await import('./commands/impact.js')).runImpact(args),
  migrate: async (args) => (await import('./commands/migrate.js')).runMigrate(args),
  live: async (args) => (await import('./commands/live.js')).runLive(args),
  replay: async (args) => (await import('./commands/replay.js')).runReplay(args),
};

/** Runs the command line and returns the exit code: 0 fine, 1 bad input or stale output, 2 bad usage. */
export async function main([command, ...args]: string[]): Promise<number> {
  if (command === '--version' || command === '-v') {
    console.log(version());
    return 0;
  }
  if (!command || command === '--help' || command === '-h' || command === 'help') {
    console.log(HELP);
    return command ? 0 : 2;
  }
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run && args.some((arg) => arg === '--help' || arg === '-h')) {
    console.log(helpOf(command));
    return 0;
  }
  if (!run) {
    console.error(`[bitget-spec] no command is called "${command}"\n\n${HELP}`);
    return 2;
  }
  try {
    return await run(args);
  } catch (error) {
    const { code, message } = failureOf(error);
    console.error(message);
    return code;
  }
}

/** The lines of the help that are about one command. */
function helpOf(command: string): string {
  const [, ...parts] = HELP.split(/\n(?= {2}bitget-spec )/);
  return parts
    .filter((part) => part.split(/\s+/)[2] === command)
    .join('\n')
    .trimEnd();
}

function version(): string {
  const { version } = JSON.parse(readFileSync(ownFile('package.json'), 'utf8'));
  return String(version);
}

/** @throws what is no fault of the input: a defect, with its stack */
function failureOf(error: unknown): { code: number; message: string } {
  if (error instanceof SpecError) {
    const lines = error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic));
    const problems = count(lines.length, 'problem');
    return { code: 1, message: [...lines, `[bitget-spec] ${problems}; nothing was written`].join('\n') };
  }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return { code: 2, message: `[bitget-spec] ${error.message}; see bitget-spec --help` };
  if (error instanceof UsageError) return { code: 2, message: `[bitget-spec] ${error.message}` };
  if (error instanceof InterruptedError) return { code: 1, message: `[bitget-spec] ${error.message}` };
  if (error instanceof Error && 'syscall' in error)
    return { code: 1, message: `[bitget-spec] ${error.message}; nothing was written` };
  throw error;
}
