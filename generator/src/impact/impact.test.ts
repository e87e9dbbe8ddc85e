import { beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { NEW, OLD } from '../../test/impact/descriptions.js';
import { PROJECTS } from '../../test/impact/project.js';
import { type ImpactOptions, impact } from './index.js';

const sides = (): Pick<ImpactOptions, 'from' | 'to'> => ({ from: folderOf(OLD), to: folderOf(NEW) });

/** What is said of a project, a line each: `gone/access.ts:13 field clientOid`. */
async function saidOf(project: 'strict' | 'loose'): Promise<{ said: string[]; planted: string[]; old: string[] }> {
  const folder = folderOf(PROJECTS[project].files);
  const { analyses } = await impact({ ...sides(), project: folder });
  const said = new Set<string>();
  const old: string[] = [];
  for (const { found, context } of analyses) {
    for (const [file, all] of found) {
      const name = file.fileName.slice(folder.length + 1);
      old.push(
        ...context.old.program
          .getSemanticDiagnostics(file)
          .map(({ messageText }) => `${name}: ${JSON.stringify(messageText)}`),
      );
      for (const { node, kind, difference } of all) {
        const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
        const known = difference.is.startsWith('words') ? difference.words.join() : difference.name;
        said.add(`${name}:${line} ${kind} ${known}`);
      }
    }
  }
  const planted = PROJECTS[project].planted.map(({ file, line, kind, name }) => `${file}:${line} ${kind} ${name}`);
  return { said: [...said].sort(), planted: [...new Set(planted)].sort(), old };
}

describe.each(['strict', 'loose'] as const)('consumers of a %s project', (project) => {
  let result: Awaited<ReturnType<typeof saidOf>>;
  beforeAll(async () => {
    result = await saidOf(project);
  });

  it('compile before the change', () => expect(result.old).toEqual([]));
  it('each planted break is found, by its kind', () =>
    expect(result.planted.filter((line) => !result.said.includes(line))).toEqual([]));
  it('nothing else is', () => expect(result.said.filter((line) => !result.planted.includes(line))).toEqual([]));
});

it('plants 300 breaks', () => {
  const planted = Object.values(PROJECTS).flatMap((project) => project.planted);
  expect(planted.length).toBeGreaterThanOrEqual(300);
});
