import { relative } from 'node:path';
import { count } from '../commands/count.js';
import type { Place, Plan } from './plan.js';

/** What was done or would be, and what is left with the reason, a line each. */
export function printText({ rewritten, listed, texts, sisters }: Plan, dir: string, written: boolean): string {
  const at = ({ file, line, column }: Place) => `${relative(dir, file)}:${line}:${column}`;
  const lines = [
    ...rewritten.map((one) => `${at(one)}  ${one.operation} → ${one.to}`),
    ...(rewritten.length && listed.length ? [''] : []),
    ...listed.map((one) => `${at(one)}  ${one.operation} stays: ${one.why}`),
    ...(rewritten.length || listed.length ? [''] : []),
  ];
  const [calls, files] = [count(rewritten.length, 'call'), count(texts.size, 'file')];
  const done = written ? `${calls} rewritten in ${files}` : `${calls} can be rewritten in ${files}`;
  const left = listed.length ? `; ${listed.length} need a hand` : '';
  const next = !written && rewritten.length ? '; nothing is written without --write' : '';
  const account = rewritten.length
    ? '\nCalls of v3 need a key of a unified account, signed calls of v2 one of a classic account.'
    : '';
  const folders = sisters.map((folder) => relative('', folder)).join(', ');
  const beside =
    folders && lines.length
      ? `\nOf ${folders} only declarations are seen, not what is done there with what a call returns or throws: name the tsconfig.json that refers to all of them with --project.`
      : '';
  return `${lines.join('\n')}${lines.length ? '\n' : ''}${done}${left}${next}.${account}${beside}`;
}

/** The same as data; files are relative to the project. */
export function printJson({ rewritten, listed, texts, sisters }: Plan, dir: string, written: boolean): string {
  const local = <One extends Place>(one: One): One => ({ ...one, file: relative(dir, one.file) });
  const files = [...texts.keys()].map((file) => relative(dir, file)).sort();
  return JSON.stringify(
    {
      ...{ written, rewritten: rewritten.map(local), listed: listed.map(local), files },
      ...(sisters.length && { sisters: sisters.map((folder) => relative(dir, folder)) }),
    },
    undefined,
    2,
  );
}
