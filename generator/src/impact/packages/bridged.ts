import type { Change } from '../../diff/change.js';
import { capitalize } from '../../model/names.js';
import type { Api, Operation } from '../../model/types.js';
import type { TypedPackage } from './typed-package.js';

/** The types of a model, with what was called otherwise under its old name, too. */
export function bridgedPackage(
  whole: TypedPackage,
  root: string,
  renamed: readonly [Operation, Operation][],
): TypedPackage {
  const texts = new Map<string, string | undefined>();
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, withOldNames(path, whole.read?.(path), renamed));
    return texts.get(path);
  };
  return {
    ...whole,
    root,
    read,
    entry: (subpath) => whole.entry(subpath)?.replace(whole.root, root),
  };
}

function withOldNames(
  path: string,
  text: string | undefined,
  renamed: readonly [Operation, Operation][],
): string | undefined {
  if (text === undefined) return undefined;
  if (path === 'src/types.ts') {
    const twins = new Map(renamed.flatMap(([was, now]) => twinTypes(was, now)));
    const missing = [...twins].filter(([was]) => !new RegExp(`\\b(interface|type) ${was}\\b`).test(text));
    return text + missing.map(([was, now]) => `\nexport type ${was} = ${now};\n`).join('');
  }
  if (path !== 'src/client.ts') return text;
  return renamed.reduce((all, [was, now]) => {
    const head = `export interface ${groupOf(was.call)} {\n`;
    const call = `  ${was.call.at(-1)}: ${groupOf(now.call)}[${JSON.stringify(now.call.at(-1))}];\n`;
    return all.replace(head, () => head + call);
  }, text);
}

/** Types of an operation that have another name on the new side: old and new. */
export function twinTypes(was: Operation, now: Operation): [string, string][] {
  const twins = [
    [was.request.typeName, now.request.typeName],
    [was.response.typeName, now.response.typeName],
    ...was.response.records.map((record, index) => [record.typeName, now.response.records[index]?.typeName]),
  ];
  return twins.flatMap(([one, other]): [string, string][] => (one && other && one !== other ? [[one, other]] : []));
}

/** Operations of the old side and what each is on the new one, where they are not called the same. */
export function renamedOperations(old: Api, now: Api, changes: readonly Change[]): [Operation, Operation][] {
  const moved = new Map(
    changes.flatMap(({ kind, was, now: to }) =>
      kind === 'operation-moved' ? [[String(was), String(to)] as const] : [],
    ),
  );
  return old.operations.flatMap((operation): [Operation, Operation][] => {
    const title = moved.get(titleOf(operation)) ?? titleOf(operation);
    const other = now.operations.find((one) => titleOf(one) === title);
    return other && other.call.join('.') !== operation.call.join('.') ? [[operation, other]] : [];
  });
}

/** What a change calls an operation. */
export const titleOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

/** The interface that a call stands in. */
export const groupOf = (call: readonly string[]): string =>
  call.length > 1 ? `${call.slice(0, -1).map(capitalize).join('')}Calls` : 'Client';
