import { escapeKey, objectOf } from '../../load/json.js';
import type { Channel } from '../../model/sockets/types.js';
import { below, rawOf, type SocketFinding, type SocketRule } from './socket-rule.js';

/** The names in an address, `{instType}/{topic}`. */
const namesIn = (address: unknown): string[] =>
  [...String(address ?? '').matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');

/** What an address names is described, and is what names a stream on the wire; nothing else is a parameter. */
export const channelParameters: SocketRule = ({ channels }, source) =>
  channels.flatMap((channel) => {
    const raw = rawOf(channel, source);
    return [...undescribed(channel, raw.address, raw.parameters), ...strange(channel, raw.address, raw.parameters)];
  });

function undescribed({ location, id, args }: Channel, address: unknown, parameters: unknown): SocketFinding[] {
  const described = objectOf(parameters);
  const named = namesIn(address);
  const missing = named
    .filter((name) => described[name] === undefined)
    .map((name) => [`{${name}} of the address of ${id} is not described`, `add ${name} to its parameters`]);
  const unnamed = args
    .filter(({ name }) => !named.includes(name))
    .map(({ name }) => [`${name} names a stream of ${id}, and its address lacks it`, `add {${name}} to the address`]);
  return [...missing, ...unnamed].map(([what = '', fix = '']) => ({
    location: below(location, '/address'),
    what,
    fix,
  }));
}

function strange({ location, id, args }: Channel, address: unknown, parameters: unknown): SocketFinding[] {
  return Object.keys(objectOf(parameters)).flatMap((name) => {
    const at = below(location, `/parameters/${escapeKey(name)}`);
    if (!namesIn(address).includes(name)) {
      const fix = `add {${name}} to the address, or remove the parameter`;
      return [{ location: at, what: `the parameter ${name} of ${id} is not in its address`, fix }];
    }
    if (args.some((arg) => arg.name === name)) return [];
    const fix = 'add it to what `subscribe` sends in `args`, or remove the parameter';
    return [{ location: at, what: `the parameter ${name} of ${id} names no stream: args have no such field`, fix }];
  });
}
