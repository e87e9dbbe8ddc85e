import { textOf, textsOf } from '../load/json.js';
import { camelJoin, capitalize, memberName, nameOf, typeName } from './names.js';
import type { Report } from './parameters.js';
import type { RawOperation } from './raw-operation.js';
import type { Operation } from './types.js';

type Names = Pick<Operation, 'id' | 'key' | 'call' | 'typeName'>;

/** Names of an operation: from its URL where it is ours, else from its first tag and its operationId. */
export function namesOf(input: RawOperation, advise: Report): Names {
  const { raw, method, path, api } = input;
  const url = input.conventions.profile.names === 'url' ? nameOf(path) : undefined;
  const given = textOf(raw.operationId);
  if (url) {
    const id = given ?? url.operationId;
    return { id, key: url.key, call: url.call, typeName: capitalize(camelJoin(url.call)) };
  }
  const here = `${method.toUpperCase()} ${path}`;
  const id = input.ids.take(given || memberName(`${method} ${path.replaceAll(/[{}]/g, '')}`), here, (name, other) =>
    advise(
      '/operationId',
      `duplicate operationId ${given}: ${other} has it too, so that this one is called ${name}`,
      'give each operation its own',
    ),
  );
  const call = input.calls.take(wordsOf(input, id).map(unreserved), here, (name, other) =>
    advise('', `${other} has the same name, so that this call is ${name}`, 'change its operationId or its tag'),
  );
  return { id, key: `${api}:${id}`, call, typeName: typeName(id) };
}

function wordsOf({ raw, method, path, naming }: RawOperation, id: string): string[] {
  if (naming === 'path') return pathWords(method, path);
  const tag = naming === 'tag' ? textsOf(raw.tags)[0] : undefined;
  if (!tag) return [memberName(id)];
  const own = id.toLowerCase().startsWith(tag.toLowerCase())
    ? /^[/._:-]+(.+)$/.exec(id.slice(tag.length))?.[1]
    : undefined;
  return [memberName(tag), memberName(own ?? id)];
}

/** `GET /pets/{id}/photo/{size}` → `pets.photo.getBySize`. */
function pathWords(method: string, path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  const words = parts.filter((part) => !part.includes('{')).map(memberName);
  const last = /\{([^}]+)\}/.exec(parts.at(-1) ?? '')?.[1];
  return [...words, last ? `${method}By${typeName(last)}` : method];
}

/** What the client is for itself, what makes an object a promise, and what an object cannot have. */
const RESERVED = new Set(['http', 'then', '__proto__']);
const unreserved = (word: string): string => (RESERVED.has(word) ? `${word}_` : word);
