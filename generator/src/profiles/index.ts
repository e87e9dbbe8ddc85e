import { isObject, type Json } from '../load/json.js';
import { foreign } from './foreign.js';
import { ours } from './ours.js';
import type { Profile } from './profile.js';

export type { Profile } from './profile.js';

/** The profile that a document asks for: `x-bitget-spec: { names: url }` is ours. */
export function profileOf(root: Json): Profile {
  const given = isObject(root) ? root['x-bitget-spec'] : undefined;
  return isObject(given) && given.names === 'url' ? ours : foreign;
}
