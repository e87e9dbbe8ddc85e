import { dereference, type Schema, validate } from '@cfworker/json-schema';
import { escapeKey } from '../../load/json.js';
import type { Message, Sockets } from '../../model/sockets/types.js';
import { below, type SocketFinding, type SocketRule } from './socket-rule.js';

/** Every message has an example of ours that fits its payload, as clients meet it: what is sent strict, what comes tolerant. */
export const messageExamples: SocketRule = (sockets) => {
  const lookup = lookupOf(sockets);
  const own = sockets.channels.flatMap(({ messages }) => messages.filter(({ shared }) => shared === undefined));
  return [...sockets.messages.values(), ...own].flatMap((message, index) => findings(message, lookup, index));
};

function findings(message: Message, lookup: Record<string, Schema | boolean>, index: number): SocketFinding[] {
  const { name, location, payload, examples } = message;
  if (!examples.length) return [{ location, what: `the message ${name} has no example`, fix: 'add one of ours' }];
  const schema = payload.json as unknown as Schema;
  dereference(schema, lookup, undefined, `/messages/${index}`);
  return examples.flatMap((example, position) => {
    const { valid, errors } = validate(example.payload, schema, '2020-12', lookup, false);
    if (valid) return [];
    const deepest = errors.reduce((a, b) => (b.instanceLocation.length >= a.instanceLocation.length ? b : a));
    const pointer = `/examples/${position}/payload${deepest.instanceLocation.replace(/^#/, '')}`;
    const what = `the example does not fit its payload: ${deepest.error.replace(/\.$/, '')}`;
    return [{ location: below(location, pointer), what, fix: 'correct the example or the payload' }];
  });
}

/** The named schemas, as the validator looks them up. */
function lookupOf({ schemas }: Sockets): Record<string, Schema | boolean> {
  const lookup: Record<string, Schema | boolean> = {};
  for (const [name, schema] of schemas)
    dereference(schema.json as unknown as Schema, lookup, undefined, `/components/schemas/${escapeKey(name)}`);
  return lookup;
}
