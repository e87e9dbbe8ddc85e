import type { Push } from './events.js';
import { readFrame } from './frames.js';

/** A follower's own means to make a push of a frame's text. */
export type Parse = (text: string) => Push | undefined;

/** Pushes that such means have made, which may not be what another expects. */
const made = new WeakMap<Push, { text: string; parse: Parse }>();

export const keepText = (push: Push, text: string, parse: Parse): void => void made.set(push, { text, parse });

/** A push as the means of one make it, or `JSON.parse` where there are none, whoever made it. */
export function madeBy(parse: Parse | undefined, push: Push): Push {
  const by = made.get(push);
  if (!by || by.parse === parse) return push;
  const own = parse && attempt(parse, by.text);
  if (own) return own;
  const frame = readFrame(by.text);
  return frame?.kind === 'push' ? frame.push : push;
}

/** Means that throw can't do it. */
export function attempt(parse: Parse, text: string): Push | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
