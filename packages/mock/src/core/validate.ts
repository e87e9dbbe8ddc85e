import type { MockData, MockOperation } from '@bitget-spec/contract';
import { compiler } from './validation/compile.js';
import { Failure, type Reader } from './validation/failure.js';
import { warnUnread } from './validation/warn-unread.js';

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
  const ready = new Map<string, Validate>();
  const { compile } = compiler({ document: data, lenient: true, onUnread: warnUnread(data.api) });
  return (operation, part) => {
    const schema = operation[part];
    if (schema === undefined) return undefined;
    const name = `${operation.id}/${part}`;
    let validate = ready.get(name);
    if (!validate) {
      validate = saying(compile(schema));
      ready.set(name, validate);
    }
    return validate;
  };
}

/** A validator of schemas that refer to nothing: values are taken as they are. */
export function validatorOf(schema: object): Validate {
  return saying(compiler().compile({ ...schema }));
}

function saying(reader: Reader | undefined): Validate {
  if (!reader) return () => undefined;
  return (value) => {
    const read = reader(value);
    return read instanceof Failure ? read.toString() : undefined;
  };
}
