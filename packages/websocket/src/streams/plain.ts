import type { Push } from './events.js';
import { readFrame } from './frames.js';

/** Texts of pushes that a follower's own means have made, which may not be what another expects. */
const texts = new WeakMap<Push, string>();

export const keepText = (push: Push, text: string): void => void texts.set(push, text);

/** A push as `JSON.parse` makes it, whoever made it. */
export function plainOf(push: Push): Push {
  const text = texts.get(push);
  const frame = text === undefined ? undefined : readFrame(text);
  return frame?.kind === 'push' ? frame.push : push;
}
