import { listOf } from '../../load/json.js';
import { type Context, deref, reportAt } from '../rule.js';
import { overSent, type Sent } from '../sent.js';

/** Any of these says what a value may be. */
const SHAPES = ['type', 'enum', 'const', 'properties', 'items', 'prefixItems', 'oneOf', 'anyOf', 'allOf'];

/** What a caller may send is a closed list: an open one would let a misspelt word through to the exchange. */
export const requestEnumsClosed = overSent((sent, context) => {
  checkOpen(sent, context);
  if (sent.whole && !SHAPES.some((key) => key in sent.schema))
    reportAt(context, sent.use, `${sent.name || 'the body'} takes anything`, 'give it a type', true);
});

function checkOpen({ schema, location, name }: Sent, context: Context): void {
  for (const kind of ['anyOf', 'oneOf']) {
    const parts = listOf(schema[kind]).map(
      (value, index) => deref({ value, location: location.child([kind, index]) }, context).node,
    );
    const closed = parts.some((part) => Array.isArray(part.enum) || part.const !== undefined);
    const open = parts.findIndex((part) => takesAnyText(part));
    if (closed && open >= 0) {
      const what = `the enum of ${name || 'the body'} is open: any text passes`;
      reportAt(context, location.child([kind, open]), what, 'remove the plain string, or give it a pattern');
    }
  }
}

const takesAnyText = (part: Record<string, unknown>): boolean =>
  [part.type].flat().includes('string') && !part.enum && part.const === undefined && part.pattern === undefined;
