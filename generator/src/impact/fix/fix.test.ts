import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from '../../../test/documents.js';
import { NEW, OLD } from '../../../test/impact/descriptions.js';
import { PROJECTS } from '../../../test/impact/project.js';
import { generate } from '../../generate.js';
import { configsOf } from '../../project/config.js';
import { impact } from '../index.js';
import type { Report } from '../report.js';

const PACKAGES = join(import.meta.dirname, '../../../../packages');
const { files } = PROJECTS.strict;

describe('planted breaks, mended', () => {
  let folder: string;
  let report: Report;
  /** What the compiler says of each file against the new types, before the fix and after it. */
  let [before, errors] = [new Map<string, string[]>(), new Map<string, string[]>()];
  beforeAll(async () => {
    folder = folderOf(files);
    const to = folderOf(NEW);
    const { report: said, analyses } = await impact({
      from: folderOf(OLD),
      to,
      project: folder,
      fix: true,
      force: true,
    });
    report = said;
    for (const { context } of analyses) before = errorsOf(context.plain.program, folder);
    errors = await compiled(folder, to);
  });
  const pathOf = (file: string) => relative(folder, file);

  it('compile where the report says so, and nowhere else', () => {
    for (const { file, errors: left } of report.fixed ?? [])
      expect([file, left.map(({ line, code }) => `${line} TS${code}`)]).toEqual([file, errors.get(pathOf(file)) ?? []]);
    expect(report.fixed?.filter((one) => !one.errors.length).length).toBeGreaterThan(100);
  });

  it('make no file of the project worse, those that import a mended one included', () => {
    const worse = Object.keys(files).filter(
      (path) => (errors.get(path) ?? []).length > (before.get(path) ?? []).length,
    );
    expect(worse).toEqual([]);
    const fixed = new Set(report.fixed?.map(({ file }) => pathOf(file)));
    const others = Object.keys(files).filter((path) => !fixed.has(path));
    expect(others.filter((path) => errors.get(path)?.join() !== before.get(path)?.join())).toEqual([]);
  });

  it('leave files as they are that would break others, and say so', () => {
    const refused = report.refused?.map(({ file, why }) => `${pathOf(file)}: ${why.replaceAll(/\S*\/(?=\w+-)/g, '')}`);
    expect(refused?.sort()).toEqual([
      expect.stringMatching(/^dependents\/columns\.ts: .* in columns-table\.ts:2: TS2353: /),
      expect.stringMatching(/^dependents\/picked\.ts: .* in picked-key\.ts:2: TS7053: /),
    ]);
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

  it('leave files alone that nothing certain is known of', () => {
    const fixed = new Set(report.fixed?.map(({ file }) => pathOf(file)));
    for (const [path, text] of Object.entries(files))
      if (!fixed.has(path)) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  });

  it.each([
    ['a switch that leaves a word out on purpose', 'open-ts/switch-that-leaves-one-out.ts'],
    ['a field of another schema', 'namesakes-ts/field-of-another-schema.ts'],
    ['an own field of the new name', 'namesakes-ts/own-field-of-the-new-name.ts'],
    ['a request that has a value of the new name', 'namesakes-ts/own-field-of-the-new-name-sent.ts'],
    ['a constant', 'respelt-ts/constant.ts'],
    ['a word that another list spells otherwise', 'respelt-ts/word-that-is-another-one-in-another-list.ts'],
    ['a text beside an object', 'decoys/decoy-47.ts'],
  ])('leave %s as it is', (_, path) => expect(readFileSync(join(folder, path), 'utf8')).toBe(files[path]));

  it('mend what has another name, and adds cases', () => {
    const read = (path: string) => readFileSync(join(folder, path), 'utf8').split('\n').slice(-12).join('\n');
    expect(read('open-ts/switch-without.ts')).toContain(
      "case 'both':\n    throw new Error('side both is not handled');",
    );
    expect(read('respelt-ts/list-in-place.ts')).toContain("['USDT-FUTURES', 'coin'].includes(category)");
    expect(read('respelt-ts/record.ts')).toContain("'USDT-FUTURES': 'F'");
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
  return errorsOf(ts.createProgram(config.files, { ...config.options, paths }), folder);
}

function errorsOf(program: ts.Program, folder: string): Map<string, string[]> {
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
