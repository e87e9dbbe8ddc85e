import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from '../../../test/documents.js';
import { NEW, OLD } from '../../../test/impact/descriptions.js';
import { PROJECTS } from '../../../test/impact/project.js';
import { generate } from '../../generate.js';
import { impact } from '../index.js';
import { configsOf } from '../project/config.js';
import type { Report } from '../report.js';

const PACKAGES = join(import.meta.dirname, '../../../../packages');
const { files } = PROJECTS.strict;

describe('planted breaks, mended', () => {
  let folder: string;
  let report: Report;
  let errors: Map<string, string[]>;
  beforeAll(async () => {
    folder = folderOf(files);
    const to = folderOf(NEW);
    ({ report } = await impact({ from: folderOf(OLD), to, project: folder, fix: true }));
    errors = await compiled(folder, to);
  });
  const pathOf = (file: string) => relative(folder, file);

  it('compile where the report says so, and nowhere else', () => {
    for (const { file, errors: left } of report.fixed ?? [])
      expect([file, left.map(({ line, code }) => `${line} TS${code}`)]).toEqual([file, errors.get(pathOf(file)) ?? []]);
    expect(report.fixed?.filter((one) => !one.errors.length).length).toBeGreaterThan(100);
  });

  it('keep every line that nothing was said of', () => {
    for (const { file } of report.fixed ?? []) {
      const [before, after] = [files[pathOf(file)] ?? '', readFileSync(file, 'utf8')];
      const said = new Set(report.impacts.filter((one) => one.file === file).map(({ line }) => line));
      const kept = before.split('\n').filter((_, index) => !said.has(index + 1));
      const left = after.split('\n');
      for (const line of kept) expect(left).toContain(line);
    }
  });

  it('leaves files alone that it has nothing certain for', () => {
    const fixed = new Set(report.fixed?.map(({ file }) => pathOf(file)));
    for (const [path, text] of Object.entries(files))
      if (!fixed.has(path)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  });

  it('mends what has another name, and adds cases', () => {
    const read = (path: string) => readFileSync(join(folder, path), 'utf8').split('\n').slice(-12).join('\n');
    expect(read('renamed-ts/destructuring.ts')).toContain('const { createdTime: cTime } = order;');
    expect(read('renamed-ts/picked-type.ts')).toContain("Pick<Order, 'symbol' | 'createdTime'>");
    expect(read('renamed-js/element-access.js')).toContain("order['createdTime']");
    expect(read('breaks-ts/renamed-field-by-shorthand.ts')).toContain('{ ...REQUIRED, timeInForce: tif }');
    expect(read('breaks-ts/type-of-a-renamed-call.ts')).toContain('GetPetRequest } from');
    expect(read('open-ts/switch-with-a-default.ts')).toContain("case 'both':\n  default:");
    expect(read('closed-ts/never.ts')).toContain(
      "  case 'pending':\n    throw new Error('status pending is not handled');\n  default:",
    );
  });
});

/** What the compiler says of a project against packages that were generated, by file: `13 TS2339`. */
async function compiled(folder: string, to: string): Promise<Map<string, string[]>> {
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
  const program = ts.createProgram(config.files, { ...config.options, paths });
  const found = new Map<string, string[]>();
  for (const file of program.getSourceFiles()) {
    const errors = program
      .getSemanticDiagnostics(file)
      .map(({ start = 0, code }) => `${file.getLineAndCharacterOfPosition(start).line + 1} TS${code}`);
    if (errors.length) found.set(relative(folder, file.fileName), errors);
  }
  return found;
}

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}
