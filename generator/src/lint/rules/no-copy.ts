import { basename, dirname } from 'node:path';
import { canonical, isObject, type Json } from '../../load/json.js';
import { type CommonFile, commonFile, commonFolder } from '../common.js';
import { type Context, fileOf, type Rule, report } from '../rule.js';

const FILES = ['scalars', 'enums', 'schemas', 'envelope'];
const PROSE = new Set(['description', 'examples', 'example', 'title', 'default', 'x-source', 'x-accepts']);

/** What spec/common names is referred to, not written again: an enum, a pattern or an object with two fields or more. */
export const noCopy: Rule = () => {
  let shared = new Map<string, string>();
  let folder = '';
  return {
    Root(_root, context) {
      folder = commonFolder(context);
      shared = sharedShapes(context);
    },
    Schema(schema, context) {
      if (dirname(fileOf(context)) === folder) return;
      const name = shared.get(shape(schema) ?? '');
      if (name) report(context, [], 'this schema stands in spec/common already', `refer to ${name}`);
    },
  };
};

/** The shapes that were asked for last: descriptions share them. */
let last: { files: CommonFile[]; shapes: Map<string, string> } | undefined;

function sharedShapes(root: Context): Map<string, string> {
  const files = FILES.flatMap((name) => commonFile(root, name) ?? []);
  if (last?.files.length !== files.length || files.some((file, index) => file !== last?.files[index]))
    last = { files, shapes: shapesIn(files) };
  return last.shapes;
}

/** Names in spec/common by their shape; a shape that several share names none, since the words decide. */
function shapesIn(files: CommonFile[]): Map<string, string> {
  const shapes = new Map<string, string>();
  const several = new Set<string>();
  for (const { path, entries } of files) {
    for (const [name, schema] of Object.entries(entries)) {
      const key = shape(schema);
      if (!key) continue;
      if (shapes.has(key)) several.add(key);
      shapes.set(key, `common/${basename(path)}#/${name}`);
    }
  }
  for (const key of several) shapes.delete(key);
  return shapes;
}

function shape(schema: unknown): string | undefined {
  if (!isObject(schema) || '$ref' in schema) return undefined;
  const isDistinct = Array.isArray(schema.enum)
    ? schema.enum.length > 1
    : 'pattern' in schema || Object.keys(isObject(schema.properties) ? schema.properties : {}).length > 1;
  return isDistinct ? canonical(bare(schema)) : undefined;
}

function bare(value: Json, names = false): Json {
  if (Array.isArray(value))
    return value.map((item) => bare(item)).sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => names || !PROSE.has(key));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === '$ref' ? refWord(item) : bare(item, key === 'properties' && !names)]),
  );
}

const refWord = (ref: Json): Json => String(ref).split('/').pop() ?? '';
