import type { MockData, MockOperation } from '@bitget-spec/contract';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { isRecord } from './schema.js';

/** Which part of an operation a value belongs to. */
export type Part = 'query' | 'body';

/** Says what is wrong with a value, field first: `side must be one of buy, sell`; `undefined` if nothing is. */
export type Validate = (value: unknown) => string | undefined;

/**
 * Validators for the operations of one API, each compiled when it is first asked for. They change what they
 * check the way the exchange reads it: texts of a query become numbers, `x-accepts` spellings the documented
 * ones, numbers and booleans of a body texts (its server reads JSON leniently).
 */
export function validators(data: MockData): (operation: MockOperation, part: Part) => Validate | undefined {
  const root = `mock:${data.api}`;
  const ready = new Map<string, Validate>();
  let ajv: Ajv2020 | undefined;
  return (operation, part) => {
    if (operation[part] === undefined) return undefined;
    const pointer = `${root}#/operations/${operation.id}/${part}`;
    let validate = ready.get(pointer);
    if (!validate) {
      ajv ??= compilerFor(data, root);
      validate = compile(ajv, pointer);
      ready.set(pointer, validate);
    }
    return validate;
  };
}

function compilerFor(data: MockData, root: string): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    coerceTypes: true,
    validateSchema: false,
    validateFormats: false,
    addUsedSchema: false,
    logger: false,
  });
  ajv.addKeyword({
    keyword: 'x-accepts',
    schemaType: 'object',
    modifying: true,
    // Also before the enum that a `$ref` beside it names.
    before: '$ref',
    errors: false,
    validate(spellings: Record<string, unknown>, value: unknown, _schema?: unknown, place?: Place) {
      if (place && typeof value === 'string' && Object.hasOwn(spellings, value)) {
        place.parentData[place.parentDataProperty] = spellings[value];
      }
      return true;
    },
  });
  // One document for the API: `#/schemas/Name` then means the same everywhere in it.
  const operations = Object.fromEntries(data.operations.map((operation) => [operation.id, operation]));
  ajv.addSchema({ $id: root, schemas: data.schemas, operations }, root);
  return ajv;
}

interface Place {
  parentData: Record<string | number, unknown>;
  parentDataProperty: string | number;
}

function compile(ajv: Ajv2020, pointer: string): Validate {
  const check = ajv.getSchema(pointer);
  if (!check) throw new Error(`[mock] no schema at ${pointer}: generate the packages again`);
  return (value) => (check(value) ? undefined : describe(check.errors?.[0]));
}

/** What is wrong in words, place first. */
export function describe(error: ErrorObject | undefined): string {
  if (!error) return 'body';
  const place = error.instancePath
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
    .replace(/^\./, '');
  const params: unknown = error.params;
  if (isRecord(params) && typeof params.missingProperty === 'string') {
    return `${place === '' ? '' : `${place}.`}${params.missingProperty} cannot be empty`;
  }
  const words = isRecord(params) && Array.isArray(params.allowedValues) ? params.allowedValues : undefined;
  return `${place || 'body'} ${words ? `must be one of ${words.join(', ')}` : error.message}`;
}
