import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { generate } from '../../src/generate.js';
import { configsOf } from '../../src/project/config.js';

const PACKAGES = join(import.meta.dirname, '../../../packages');

/** What the compiler says of a project against packages that were generated, by file: `13 TS2339`. */
export async function compiled(folder: string, to: string): Promise<Map<string, string[]>> {
  for (const name of ['client', 'contract', 'auth'])
    link(join(PACKAGES, name), join(folder, 'node_modules/@bitget-spec', name));
  const target = (name: string, output: string) => ({
    name,
    input: join(to, name, 'openapi.yaml'),
    output,
    docs: join(output, 'docs'),
  });
  const own = target('v3', join(folder, 'generated/v3'));
  const pets = target('pets', join(folder, 'generated/pets'));
  await generate({ targets: [own, pets], lint: false, cache: false, cwd: folder });
  const [config] = configsOf(folder);
  if (!config) throw new Error('the project has no configuration');
  const paths = { '@bitget-spec/v3': [join(own.output, 'src/index.ts')], pets: [join(pets.output, 'src/index.ts')] };
  return errorsOf(ts.createProgram(config.files, { ...config.options, paths }), folder);
}

/** The same of a program. */
export function errorsOf(program: ts.Program, folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of program.getSourceFiles()) {
    const errors = program
      .getSemanticDiagnostics(file)
      .map(({ start = 0, code }) => `${file.getLineAndCharacterOfPosition(start).line + 1} TS${code}`);
    const path = relative(folder, file.fileName);
    if (errors.length && !path.startsWith('.bitget')) found.set(path, errors);
  }
  return found;
}

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}
