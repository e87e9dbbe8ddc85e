import type { ChannelMetadata } from '../channel.js';
import { writeTable } from '../routes/write.js';
import { parseStream } from './read.js';
import type { RequestFacts, StreamPart } from './types.js';

/**
 * Writes the line of a stream; {@link parseStream} reads it. Undefined for what is no stream.
 * @throws Error for a word that a line can't carry
 */
export function streamLine({ id, args, push, private: login }: ChannelMetadata): string | undefined {
  if (!push) return undefined;
  const { first, merge, by = [] } = push;
  const parts = args.map(({ name, values, optional = false }) => ({
    name,
    value: values?.length === 1 ? values[0] : undefined,
    optional,
  }));
  const merges = typeof merge === 'string' ? merge : Object.entries(merge).map((pair) => pair.map(word).join(':'));
  const line = [word(id), partWords(parts), first, merges, by.map(word)].join(' ').trim();
  if (parseStream(line).private !== login) {
    const access = login ? 'private' : 'public';
    throw new Error(`[@bitget-spec/contract] ${id} is on the wrong socket for its name: call it ${access}.…`);
  }
  return line;
}

/**
 * Writes the line of a way to order; {@link parseRequest} reads it. It is that of a route, whose method is `WS`.
 * @throws Error for a word that a line can't carry, or a name that does not end with what is asked for
 */
export function requestLine({ id, topic, frame, arg, batch, orderId, lookups, rest }: RequestFacts): string {
  const below = id.replaceAll('.', '/');
  if (!below.endsWith(`/${topic}`))
    throw new Error(`[@bitget-spec/contract] ${id} asks for ${topic}: let its name end with that.`);
  const field = orderId?.split('.').at(-1);
  const [route] = writeTable([
    {
      method: 'WS',
      below,
      signed: true,
      effect: 'order',
      limits: [],
      orderId: field === undefined ? undefined : { list: batch ? '' : undefined, field },
      lookups,
      paging: undefined,
    },
  ]);
  const words = [
    rest && `rest=${word(rest)}`,
    frame.length && `frame=${frame.map(word)}`,
    arg && `arg=${partWords(arg)}`,
    batch && 'batch',
  ];
  return [route, ...words].filter(Boolean).join(' ');
}

const partWords = (parts: readonly StreamPart[]) =>
  parts.map(
    ({ name, value, optional }) => `${word(name)}${optional ? '?' : ''}${value === undefined ? '' : `=${word(value)}`}`,
  );

function word(text: string): string {
  if (/^[^\s,:=?]+$/.test(text)) return text;
  throw new Error(
    `[@bitget-spec/contract] a word that a line of a socket can't carry, ${JSON.stringify(text)}: spell it without white space, comma, colon, equals sign or question mark`,
  );
}
