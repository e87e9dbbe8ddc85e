import { isObject, type Json, type JsonObject, listOf, objectOf } from '../../load/json.js';
import { isRef } from '../../load/source.js';
import { isOpenEnum } from '../../model/directions.js';
import { resolveIn } from '../../model/resolve.js';
import type { Api } from '../../model/types.js';

/** A schema as a reader sees it: references followed, `null` and the empty text told apart from the type. */
export interface View {
  /** Name of the type, `Price`. */
  name?: string;
  /** What the name stands for, to tell whether its fields were shown before. */
  ref?: string;
  /** What was found out about the named type, whatever stands beside a reference to it. */
  notes?: { type?: string };
  /** All its keys, those beside a reference over those behind it. */
  schema: JsonObject;
  /** The alternatives, where there are several. */
  variants: JsonObject[];
  nullable: boolean;
  /** Text that may be empty. */
  empty: boolean;
  /** An enum that may grow. */
  open: boolean;
}

export function viewOf(given: JsonObject, api: Api, depth = 0): View {
  if (isRef(given)) {
    const { $ref, ...beside } = given;
    const named = namedView($ref, api, depth);
    return Object.keys(beside).length ? { ...named, schema: { ...named.schema, ...beside } } : named;
  }
  if (isOpenEnum(given)) {
    const { anyOf, ...rest } = given;
    const [known, other] = listOf(anyOf).map(objectOf);
    return { ...scalar({ ...rest, ...known }), nullable: hasNull(objectOf(other).type), open: true };
  }
  if (depth < 20 && Array.isArray(given.allOf)) return merged(given, api, depth);
  const key = Array.isArray(given.oneOf) ? 'oneOf' : 'anyOf';
  const all = listOf(given[key]).filter(isObject);
  const variants = all.filter((variant) => variant.type !== 'null');
  const { [key]: _alternatives, ...rest } = given;
  const [only] = variants;
  if (only && variants.length === 1 && depth < 20) {
    const inner = viewOf(only, api, depth + 1);
    return { ...inner, schema: { ...inner.schema, ...rest }, nullable: inner.nullable || all.length > 1 };
  }
  const shapes = variants.filter((variant) => Object.keys(variant).some((word) => word !== 'required'));
  return {
    ...scalar(shapes.length ? rest : given),
    variants: shapes,
    nullable: scalar(given).nullable || all.length > variants.length,
  };
}

/** Most fields refer to the same few types, so each is looked at once. */
const known = new WeakMap<Api, Map<string, View>>();

function namedView(ref: string, api: Api, depth: number): View {
  const views = known.get(api) ?? new Map<string, View>();
  known.set(api, views);
  const before = views.get(ref);
  if (before) return before;
  const view = viewOf(objectOf(resolveStep(api, ref)), api, depth + 1);
  const named = { ...view, ...naming(ref, view, api), notes: {} };
  views.set(ref, named);
  return named;
}

const resolveStep = (api: Api, ref: string): Json | undefined => {
  const name = ref.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
  return (name && api.schemas.get(name)) || resolveIn(api.document, { $ref: ref });
};

function naming(ref: string, view: View, api: Api): Pick<View, 'name' | 'ref' | 'empty'> {
  const name = decodeURIComponent(ref.split('/').pop() ?? '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const reading = api.readings.get(name);
  return { name: reading?.name ?? name, ref, empty: view.empty || reading?.variant === 'empty' };
}

function scalar(given: JsonObject): View {
  const { pattern, nullable, 'x-usual': usual, ...rest } = given;
  const empty = usual !== undefined;
  const words = Array.isArray(given.enum) ? { enum: given.enum.filter((word) => word !== null) } : {};
  return {
    schema: { ...rest, ...words, ...((usual ?? pattern) !== undefined && { pattern: usual ?? pattern }) },
    variants: [],
    nullable: nullable === true || hasNull(given.type) || listOf(given.enum).includes(null),
    empty,
    open: false,
  };
}

const hasNull = (type: Json | undefined): boolean => Array.isArray(type) && type.includes('null');

/** The parts of an `allOf` as one schema; a single reference keeps its name. */
function merged(given: JsonObject, api: Api, depth: number): View {
  const { allOf, ...own } = given;
  const views = listOf(allOf)
    .filter(isObject)
    .map((part) => viewOf(part, api, depth + 1));
  const [only] = views;
  if (only && views.length === 1 && !own.properties) return { ...only, schema: { ...only.schema, ...own } };
  const parts = [...views.map((view) => view.schema), own];
  const schema: JsonObject = Object.assign({}, ...parts);
  const properties: JsonObject = Object.assign({}, ...parts.map((part) => objectOf(part.properties)));
  const required = [...new Set(parts.flatMap((part) => listOf(part.required)))];
  if (Object.keys(properties).length) Object.assign(schema, { properties, required });
  return { ...scalar(schema), variants: views.flatMap((view) => view.variants) };
}
