import type { Operation } from '../../model/types.js';
import { type ModelRule, nameOf } from '../model-rule.js';

/** What may write is no `read` unless the operation says why, since a client sends reads again. */
export const effectSaid: ModelRule = ({ operations: all }, operations = all) =>
  operations.flatMap((operation) =>
    contradictionsOf(operation).map(([key, what, fix]) => ({
      about: { operation },
      key,
      what: `${nameOf(operation)} ${what}`,
      fix,
    })),
  );

type Contradiction = [key: string, what: string, fix: string];

function contradictionsOf(operation: Operation): Contradiction[] {
  const { effect, permission, signed, orderId, why } = operation;
  const found: Contradiction[] = [];
  const surprise = surpriseOf(operation);
  if (surprise && !why?.effect)
    found.push(['x-effect', surprise, "correct it, or say in x-why what makes it so: { effect: '…' }"]);
  if (!surprise && why?.effect)
    found.push(['x-why', 'gives a reason for an effect that needs none', 'remove the reason, or correct x-effect']);
  if (orderId && effect === 'write')
    found.push(['x-effect', `takes the number ${orderId}, and its effect is write`, 'write order or funds']);
  if (!signed && effect !== 'read')
    found.push(['security', `has the effect ${effect} and needs no credentials`, 'name the credentials']);
  if (!signed && permission !== 'none')
    found.push(['x-permission', `has the permission ${permission} and needs no credentials`, 'correct one of the two']);
  return found;
}

/** What of an effect nobody would expect. */
function surpriseOf({ method, effect, permission, orderId }: Operation): string | undefined {
  if (effect !== 'read') {
    if (method === 'get') return `is a GET, and its effect is ${effect}`;
    return permission.endsWith(':read') ? `has the permission ${permission}, and its effect is ${effect}` : undefined;
  }
  if (orderId) return `takes the number ${orderId}, and its effect is read`;
  const may = method !== 'get' && !permission.endsWith(':read');
  return may ? `has the permission ${permission}, and its effect is read` : undefined;
}
