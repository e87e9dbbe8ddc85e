import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Diagnostic, formatDiagnostic, SpecError } from '../load/diagnostic.js';
import { isUrl } from '../load/remote.js';
import { rootsOf } from '../load/root-of.js';
import { ownTargets } from '../targets.js';
import { count } from './count.js';

/** `bitget-spec lint`. @returns 1 where a rule finds an error */
export async function runLint(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { root: { type: 'string', multiple: true } },
  });
  const files = positionals.length
    ? positionals.map((file) => (isUrl(file) ? file : resolve(file)))
    : ownTargets().map(({ input }) => input);
  const { lintAll } = await import('../lint/all.js');
  const found = new Map<string, Diagnostic>(); // by line: what descriptions share is found once for each
  for (const file of files) {
    const roots = [...rootsOf(file), ...(values.root ?? [])];
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
