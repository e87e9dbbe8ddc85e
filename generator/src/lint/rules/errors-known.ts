import { isObject, listOf } from '../../load/json.js';
import { commonFile } from '../common.js';
import { type Rule, report } from '../rule.js';

/** Every code that an operation names is one of the catalogue. */
export const errorsKnown: Rule = () => {
  let codes: Set<string> | undefined;
  return {
    Root(_root, context) {
      const catalogue = commonFile(context, 'errors');
      if (catalogue) codes = new Set(Object.keys(catalogue.entries));
    },
    Operation(operation, context) {
      const given = isObject(operation) ? operation['x-errors'] : undefined;
      listOf(given).forEach((code, index) => {
        if (codes && !codes.has(String(code))) {
          report(
            context,
            ['x-errors', index],
            `no error is numbered ${code}`,
            'correct it, or add it to common/errors.yaml',
          );
        }
      });
    },
  };
};
