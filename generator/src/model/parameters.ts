import { type Json, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import { capitalize } from './names.js';
import type { RawOperation } from './raw-operation.js';
import { resolveIn } from './resolve.js';
import { followed } from './schema/resolved.js';
import type { Parameter, Style } from './types.js';

/** Reports what is wrong with an operation, below its pointer. */
export type Report = (pointer: string, message: string, fix?: string) => void;

/** What stops the work, and what a reader should know. */
export interface Reports {
  problem: Report;
  advise: Report;
}

const PLACES = ['query', 'path', 'header', 'cookie'];

/** Those that OpenAPI says are described elsewhere (3.1, 4.8.12.1): a parameter of such a name is ignored. */
const DESCRIBED_ELSEWHERE = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation, those of its path first. */
export function parametersOf(input: RawOperation, { problem, advise }: Reports): Parameter[] {
  const { raw, shared, document, path } = input;
  const own = listOf(raw.parameters).map((item, index) => ({ item, pointer: `/parameters/${index}` }));
  const found = new Map<string, Parameter>();
  for (const { item, pointer } of [...shared.map((item) => ({ item, pointer: '' })), ...own]) {
    const value = objectOf(resolveIn(document, item));
    const place = textOf(value.in) ?? '';
    const name = textOf(value.name) ?? '';
    if (!name) problem(pointer, 'a parameter has no name', 'give it `name`');
    else if (!PLACES.includes(place)) {
      problem(
        `${pointer}/in`,
        `parameter ${name} is in "${place}", an unknown place`,
        `write one of ${PLACES.join(', ')}`,
      );
    } else if (place === 'header' && DESCRIBED_ELSEWHERE.has(name.toLowerCase()))
      advise(
        pointer,
        `the header parameter ${name} is ignored, as OpenAPI has it`,
        'describe it with `content` or `security`; callers give it in `headers`',
      );
    else found.set(`${place} ${name}`, parameterOf(input, value, name, place as Parameter['in']));
  }
  const parameters = [...found.values()];
  for (const [, name = ''] of path.matchAll(/\{([^}]+)\}/g)) {
    if (parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) continue;
    advise('', `the path has {${name}}, which no parameter describes`, `add a parameter ${name} with \`in: path\``);
    parameters.push(parameterOf(input, { schema: { type: 'string' } }, name, 'path'));
  }
  return distinct(parameters, advise);
}

function parameterOf({ tree }: RawOperation, value: ReturnType<typeof objectOf>, name: string, place: Parameter['in']) {
  const [mediaType, content] = Object.entries(objectOf(value.content))[0] ?? [];
  const schema = tree.read(objectOf(value.schema ?? objectOf(content).schema));
  return {
    name,
    argument: name,
    in: place,
    required: value.required === true || place === 'path',
    description: textOf(value.description) ?? schema.description ?? followed(schema).description ?? '',
    schema,
    ...(mediaType && { mediaType }),
    style: styleOf(value),
    ...(value['x-source'] !== undefined && { evidence: textsOf(value['x-source']) }),
  };
}

const STYLES = ['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;

/** How a value is written, as far as that is said. */
export function styleOf({ style, explode, allowReserved }: Record<string, Json | undefined>): Style {
  const known = STYLES.find((word) => word === style);
  return {
    ...(known && { style: known }),
    ...(typeof explode === 'boolean' && { explode }),
    ...(allowReserved === true && { reserved: true }),
  };
}

/** One argument cannot hold two of the same name: the later one is called after its location, `queryId`. */
function distinct(parameters: Parameter[], advise: Report): Parameter[] {
  const taken = new Map<string, Parameter>();
  return parameters.map((parameter) => {
    const other = taken.get(parameter.argument);
    const renamed = other ? renamedIn(parameter, taken) : parameter;
    if (other)
      advise(
        '/parameters',
        `parameter ${parameter.name} stands in ${other.in} and ${parameter.in}: one call cannot take both`,
        `rename one; until then the latter is called ${renamed.argument}`,
      );
    taken.set(renamed.argument, renamed);
    return renamed;
  });
}

/** The parameter under a name that no other has: `queryBody` for the query parameter `body`. */
export function renamedIn(parameter: Parameter, taken: Pick<Map<string, unknown>, 'has'>): Parameter {
  let argument = parameter.in + capitalize(parameter.name);
  while (taken.has(argument)) argument += '_';
  return { ...parameter, argument };
}
