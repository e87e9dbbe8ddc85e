import { isObject, listOf, textOf } from '../../load/json.js';
import { type Context, type Rule, report, resolved } from '../rule.js';

const FILLER = new Set('the a an of field value parameter for this to is in data string list'.split(' '));

const words = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [];

/** True for a description that says more than the name again. */
function says(name: string, text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const own = new Set(words(name));
  return words(text).some((word) => !own.has(word) && !own.has(word.replace(/s$/, '')) && !FILLER.has(word));
}

/** Every field and parameter is described, by itself or by the scalar it refers to, and not by its own name. */
export const described: Rule = () => ({
  Schema(schema, context) {
    for (const [name, value] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      check(name, resolved(value, context).description, ['properties', name], context);
    }
    // The columns of a row are its fields; `title` names them.
    listOf('prefixItems' in schema ? schema.prefixItems : undefined).forEach((value, index) => {
      const column = resolved(value, context);
      check(textOf(column.title) ?? `column ${index}`, column.description, ['prefixItems', index], context);
    });
  },
  Parameter(parameter, context) {
    check(parameter.name ?? '', parameter.description ?? resolved(parameter.schema, context).description, [], context);
  },
});

function check(name: string, text: unknown, below: (string | number)[], context: Context): void {
  if (says(name, text)) return;
  const what = text ? `the description of ${name} only says its name again` : `${name} is not described`;
  report(context, below, what, 'say what it means, its unit, and when it is absent', true);
}
