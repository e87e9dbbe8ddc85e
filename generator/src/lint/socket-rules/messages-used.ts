import { below, type SocketFinding, type SocketRule } from './socket-rule.js';

/** Every message is one that an operation sends, receives or is answered with: nothing else says which way it goes. */
export const messagesUsed: SocketRule = ({ channels, operations }) =>
  channels.flatMap(({ id, location, messages }): SocketFinding[] => {
    const own = operations.filter(({ channel }) => channel === id);
    const used = new Set(own.flatMap((operation) => [...operation.messages, ...(operation.reply?.messages ?? [])]));
    if (!own.length) {
      const fix = 'add it to `operations` of the document';
      return [{ location, what: `no operation is on the channel ${id}`, fix }];
    }
    return messages
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({
        location: below(location, `/messages/${name}`),
        what: `no operation of ${id} sends or receives ${name}`,
        fix: 'name it in an operation or in its reply, or remove it',
      }));
  });
