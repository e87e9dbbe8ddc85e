// Assignments of Go to a document that a test has opened, such as
// `s2.Spec.Paths.Value("/pets").Get.Parameters[0].Value.Schema.Value.MaxLength = &max`, read and applied to the same document
// as JSON. What is not read is left to the caller to leave out.

/** @typedef {{ keys: Step[], field: string, value: unknown }} Edit */
/** @typedef {{ name: string, args?: (string | number)[], key?: string | number }} Step */

/** Fields of kin-openapi whose name in a document does not follow from theirs. */
const FIELDS = {
  Max: 'maximum',
  Min: 'minimum',
  OperationID: 'operationId',
  TokenURL: 'tokenUrl',
  AuthorizationURL: 'authorizationUrl',
};

/**
 * @param {string} line
 * @param {Map<string, unknown>} variables values of names
 * @returns {{ side: string, edit: Edit } | undefined} undefined where it is not read
 */
export function readEdit(line, variables) {
  const removed =
    /^(\w+)\.Spec\.(.*)\.Delete\("([^"]+)"\)$/.exec(line) ?? /^delete\((\w+)\.Spec\.(.*), "([^"]+)"\)$/.exec(line);
  if (removed) {
    const keys = stepsOf(removed[2], variables);
    return keys && { side: removed[1], edit: { keys, field: removed[3], value: null } };
  }
  const parameter = /^deleteParam\((\w+)\.Spec\.(.*), (openapi3\.\w+), "([^"]+)"\)$/.exec(line);
  if (parameter) {
    const keys = stepsOf(`${parameter[2]}.Parameters`, variables);
    return (
      keys && {
        side: parameter[1],
        edit: { keys, field: '', value: { in: wordOf(parameter[3], variables), name: parameter[4] } },
      }
    );
  }
  const match = /^(\w+)\.Spec\.(.+?) = (.+)$/.exec(line);
  if (!match) return undefined;
  const [, side = '', path = '', text = ''] = match;
  const keys = stepsOf(path, variables);
  const value = literalOf(text, variables);
  const last = keys?.pop();
  if (!keys || !last || value === undefined || last.args) return undefined;
  if (last.key !== undefined) keys.push({ name: last.name });
  const field = last.key === undefined ? (FIELDS[last.name] ?? lower(last.name)) : last.key;
  return { side, edit: { keys, field: String(field), value: value.value } };
}

/** `Paths.Value("/pets").Get.Parameters[0]` as steps. @returns {Step[] | undefined} */
function stepsOf(path, variables) {
  const steps = [];
  const pattern = /^\.?(\w+)(?:\(([^()]*)\))?(?:\[([^\]]*)\])?/;
  for (let rest = path; rest; ) {
    const found = pattern.exec(rest);
    if (!found) return undefined;
    const [all, name, given, index] = found;
    const args = given?.split(', ').map((arg) => wordOf(arg, variables));
    const key = index === undefined ? undefined : wordOf(index, variables);
    if (args?.includes(undefined) || (index !== undefined && key === undefined)) return undefined;
    steps.push({ name, ...(args && { args }), ...(key !== undefined && { key }) });
    rest = rest.slice(all.length);
  }
  return steps;
}

function wordOf(text, variables) {
  if (/^".*"$/.test(text)) return JSON.parse(text);
  if (/^\d+$/.test(text)) return Number(text);
  const place = /^openapi3\.ParameterIn(\w+)$/.exec(text);
  if (place) return lower(place[1]);
  if (text === 'diff.SunsetExtension') return 'x-sunset';
  const known = variables.get(text);
  return typeof known === 'string' ? known : undefined;
}

/** Stability levels and new things of kin-openapi. */
const CALLS = {
  'toJson(t, checker.StabilityDraft)': 'draft',
  'toJson(t, checker.StabilityAlpha)': 'alpha',
  'openapi3.NewOperation()': { responses: {} },
  'openapi3.NewPaths()': {},
  'openapi3.NewRequestBody().WithRequired(true)': { required: true, content: {} },
  'openapi3.NewRequestBody().WithRequired(false)': { required: false, content: {} },
};

/** A structure of kin-openapi: `openapi3.SchemaRef{ Value: … }` is what it refers to. */
function structureOf(text, variables) {
  const [, kind, inner] = /^&?openapi3\.(\w+)\{(.*)\}$/.exec(text) ?? [];
  if (kind === undefined || kind === 'Types') return undefined;
  const fields = {};
  for (const part of partsOf(inner)) {
    const [, name, value] = /^(\w+):\s*(.*)$/.exec(part) ?? [];
    const literal = name && literalOf(value, variables);
    if (!literal) return undefined;
    fields[FIELDS[name] ?? lower(name)] = literal.value;
  }
  return { value: kind.endsWith('Ref') ? fields.value : fields };
}

/** What stands between commas, but for those inside of brackets and text. */
function partsOf(text) {
  const parts = [''];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[\s\S]/g)) {
    if ('({['.includes(token)) depth++;
    else if (')}]'.includes(token)) depth--;
    if (token === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** A value of Go that is written out. @returns {{ value: unknown } | undefined} */
export function literalOf(text, variables) {
  if (/^"(\\.|[^"\\])*"$/.test(text)) return { value: JSON.parse(text) };
  if (/^`[^`]*`$/.test(text)) return { value: text.slice(1, -1) };
  if (/^(true|false)$/.test(text)) return { value: text === 'true' };
  if (text === 'nil') return { value: null };
  if (text in CALLS) return { value: structuredClone(CALLS[text]) };
  const map = /^map\[string\]any\{"([^"]+)": (.*)\}$/.exec(text);
  const entry = map && literalOf(map[2], variables);
  if (entry) return { value: { [map[1]]: entry.value } };
  const structure = structureOf(text, variables);
  if (structure) return structure;
  const number = /^(?:uint64|float64|int)?\(?(-?\d+(?:\.\d+)?)\)?$/.exec(text);
  if (number) return { value: Number(number[1]) };
  const list = /^(&openapi3\.Types|\[\]string|\[\]any)\{(.*)\}$/.exec(text);
  if (list) {
    const items = list[2] ? partsOf(list[2]).map((item) => literalOf(item, variables)) : [];
    if (items.some((item) => item === undefined)) return undefined;
    const values = items.map((item) => item.value);
    // A name that is empty names nothing.
    const named = list[1] === '[]string' ? values.filter(Boolean) : values;
    return { value: list[1].startsWith('&') && named.length === 1 ? named[0] : named };
  }
  const name = /^&?(\w+)$/.exec(text)?.[1];
  return name !== undefined && variables.has(name) ? { value: variables.get(name) } : undefined;
}

/**
 * Applies edits to a document.
 * @throws Error where one leads nowhere in it
 */
export function applyEdits(document, edits) {
  for (const { keys, field, value } of edits) {
    let here = document;
    for (const step of keys) here = stepInto(document, here, step);
    here = followed(document, here);
    if (typeof here !== 'object' || here === null) throw new Error('an edit leads nowhere');
    if (Array.isArray(here) && field === '') {
      const index = here
        .map((one) => followed(document, one))
        .findIndex((one) => one.in === value.in && one.name === value.name);
      here.splice(index, 1);
    } else if (field === 'extensions') Object.assign(here, value);
    else if (value === null || value === '') delete here[field];
    else here[field] = value;
  }
  return document;
}

function stepInto(document, from, { name, args, key }) {
  const here = followed(document, from);
  if (name === 'Value' && !args) return here;
  if (name === 'Value' || name === 'Find') return here[args[0]];
  if (name === 'GetOperation') return here[args[0].toLowerCase()];
  if (name === 'GetByInAndName')
    return here.map((one) => followed(document, one)).find((one) => one.in === args[0] && one.name === args[1]);
  if (args) throw new Error(`an edit calls ${name}`);
  // What stands in Extensions stands in the object itself.
  const next = name === 'Extensions' ? here : here[FIELDS[name] ?? lower(name)];
  return key === undefined ? next : followed(document, next)[key];
}

function followed(document, value) {
  let here = value;
  while (typeof here?.$ref === 'string') {
    if (!here.$ref.startsWith('#/')) throw new Error('an edit leads into another file');
    here = here.$ref
      .slice(2)
      .split('/')
      .reduce((at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  }
  if (here === undefined) throw new Error('an edit leads nowhere');
  return here;
}

const lower = (name) => name[0].toLowerCase() + name.slice(1);
