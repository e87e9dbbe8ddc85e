import { parseLossless } from '@bitget-spec/client/socket';
import type { Arg, Push } from './events.js';
import { textOf } from './text.js';

/** What came, as far as it is understood. */
export type Frame =
  | { kind: 'push'; push: Push }
  | { kind: 'ack'; op: 'subscribe' | 'unsubscribe'; arg: Arg }
  /** About a subscription, where it has `arg`; about a request where it has `id`; about the connection otherwise. */
  | { kind: 'error'; code: string; message: string; arg: Arg | undefined; id: string | undefined; body: Fields }
  | { kind: 'reply'; id: string | undefined; body: Fields };

export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a frame; undefined for what makes no sense. Integers past 2^53 arrive as text, with all their digits. */
export function readFrame(text: string): Frame | undefined {
  let body: unknown;
  try {
    body = parseLossless(text);
  } catch {
    return undefined;
  }
  if (!isFields(body)) return undefined;
  const { event, arg, data } = body;
  if (event === undefined)
    return data !== undefined && isFields(arg) ? { kind: 'push', push: { ...body, arg, data } } : undefined;
  if ((event === 'subscribe' || event === 'unsubscribe') && isFields(arg)) return { kind: 'ack', op: event, arg };
  if (event === 'trade') return { kind: 'reply', id: idOf(body), body };
  if (event !== 'error') return undefined;
  const message = textOf(body.msg);
  const named = isFields(arg) && !('params' in arg) ? arg : undefined;
  return { kind: 'error', code: textOf(body.code), message, arg: named ?? nameIn(message), id: idOf(body), body };
}

/** The number of a request, in the frame or in the request that it repeats. */
function idOf({ id, arg }: Fields): string | undefined {
  const [first] = Array.isArray(arg) ? arg : [arg];
  const given = id ?? Object(first).id;
  return given === undefined ? undefined : textOf(given);
}

/** v3 repeats the entry as JSON where its message begins: `{"instType":"spot","topic":"books"} does not exist`. */
function nameIn(message: string): Arg | undefined {
  try {
    const name: unknown = JSON.parse(/^\{[^{}]*\}/.exec(message)?.[0] ?? 'null');
    return isFields(name) && 'instType' in name ? name : undefined;
  } catch {
    return undefined;
  }
}
