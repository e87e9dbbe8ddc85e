import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { compiled, errorsOf } from '../../test/impact/compiled.js';
import { NEW, OLD } from '../../test/impact/descriptions.js';
import { PROJECTS } from '../../test/impact/project.js';
import type { Analysis } from './analyse.js';
import { impact } from './index.js';
import type { Report } from './report.js';

/** A project that was looked into. */
interface Run {
  folder: string;
  to: string;
  report: Report;
  analyses: Analysis[];
}

async function run(project: 'strict' | 'loose', fix: boolean): Promise<Run> {
  const [folder, from, to] = [folderOf(PROJECTS[project].files), folderOf(OLD), folderOf(NEW)];
  return { folder, to, ...(await impact({ from, to, project: folder, fix, force: true })) };
}

/** What is said of a project, a line each: `gone/access.ts:13 field clientOid`. */
function saidOf({ folder, analyses }: Run): { said: string[]; old: string[] } {
  const said = new Set<string>();
  const old: string[] = [];
  for (const { found, context } of analyses) {
    for (const [file, all] of found) {
      const name = file.fileName.slice(folder.length + 1);
      const { program } = context.old;
      for (const { messageText } of [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
        old.push(`${name}: ${JSON.stringify(messageText)}`);
      for (const { node, kind, difference } of all) {
        const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
        const known = difference.is.startsWith('words') ? difference.words.join() : difference.name;
        said.add(`${name}:${line} ${kind} ${known}`);
      }
    }
  }
  return { said: [...said].sort(), old };
}

const RUNS = { strict: run('strict', true), loose: run('loose', false) };

describe.each(['strict', 'loose'] as const)('consumers of a %s project', (project) => {
  let result: ReturnType<typeof saidOf>;
  const planted = PROJECTS[project].planted.map(({ file, line, kind, name }) => `${file}:${line} ${kind} ${name}`);
  beforeAll(async () => {
    result = saidOf(await RUNS[project]);
  });

  it('compile before the change', () => expect(result.old).toEqual([]));
  it('each planted break is found, by its kind', () =>
    expect(planted.filter((line) => !result.said.includes(line))).toEqual([]));
  it('nothing else is', () => expect(result.said.filter((line) => !planted.includes(line))).toEqual([]));
});

it('plants 300 breaks, in more than 200 forms that are not the same but for a name', () => {
  const planted = Object.values(PROJECTS).flatMap((project) => project.planted);
  expect(planted.length).toBeGreaterThanOrEqual(300);
  // `gone-ts/access.ts` and `renamed-js/access.js` are one form.
  const forms = new Set(planted.map(({ file }) => file.replace(/^.*\//, '').replace(/\.\w+$/, '')));
  expect(forms.size).toBeGreaterThan(200);
});

describe('planted breaks, mended', () => {
  const { files } = PROJECTS.strict;
  let folder: string;
  let report: Report;
  /** What the compiler says of each file against the new types, before the fix and after it. */
  let [before, errors] = [new Map<string, string[]>(), new Map<string, string[]>()];
  beforeAll(async () => {
    const { analyses, to, ...rest } = await RUNS.strict;
    ({ folder, report } = rest);
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
    expect(read('open-ts/switch-that-begins-with-a-case.ts')).toContain(
      "case 'sell': return -1; // short\n    case 'both': throw new Error('side both is not handled');\n  }",
    );
    expect(read('open-ts/switch-in-a-line.ts')).toContain(
      "break; case 'both': throw new Error('side both is not handled'); //",
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
