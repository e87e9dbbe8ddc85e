import type { ChannelMetadata } from '../channel.js';
import { parseStream } from './read.js';
import type { StreamPart } from './types.js';

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
  const line = [word(id), parts.map(partWord), first, merges, by.map(word)].join(' ').trim();
  if (parseStream(line).private !== login)
    throw new Error(
      `[@bitget-spec/contract] ${id} is on the wrong socket for its name: call it ${login ? 'private' : 'public'}.…`,
    );
  return line;
}

const partWord = ({ name, value, optional }: StreamPart) =>
  `${word(name)}${optional ? '?' : ''}${value === undefined ? '' : `=${word(value)}`}`;

function word(text: string): string {
  if (/^[^\s,:=?]+$/.test(text)) return text;
  throw new Error(
    `[@bitget-spec/contract] a word that a line of streams can't carry, ${JSON.stringify(text)}: spell it without white space, comma, colon, equals sign or question mark`,
  );
}
