import type { Message } from '../../model/sockets/types.js';
import { misfit, type Named, namedSchemas } from '../misfit.js';
import { below, type SocketFinding, type SocketRule } from './socket-rule.js';

/** Every message has an example of ours that fits its payload, as clients meet it: what is sent strict, what comes tolerant. */
export const messageExamples: SocketRule = (sockets) => {
  const named = namedSchemas(sockets.schemas);
  const own = sockets.channels.flatMap(({ messages }) => messages.filter(({ shared }) => shared === undefined));
  return [...sockets.messages.values(), ...own].flatMap((message) => findings(message, named));
};

function findings({ name, location, payload, examples }: Message, named: Named): SocketFinding[] {
  if (!examples.length) return [{ location, what: `the message ${name} has no example`, fix: 'add one of ours' }];
  return examples.flatMap((example, position) => {
    const found = misfit(example.payload, payload, named);
    if (!found) return [];
    const pointer = `/examples/${position}/payload${found.pointer}`;
    const what = `the example does not fit its payload: ${found.why}`;
    return [{ location: below(location, pointer), what, fix: 'correct the example or the payload' }];
  });
}
