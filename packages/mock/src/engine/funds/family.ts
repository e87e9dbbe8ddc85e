import { openAccount } from '../state/accounts.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError } from '../types.js';

/** Opens a virtual sub-account, empty. */
export function openSub(world: World, parent: Account, name: string, note: string): Account {
  const number = parent.subs.length + 1;
  const uid = String(BigInt(parent.uid) + 1_000_000_000n + BigInt(number));
  return openAccount(world, `${parent.key}#${uid}`, parent.view, { parent, uid, name, note });
}

/** An account of the family by its user number. @throws EngineError `not-own-sub` */
export function memberOf(account: Account, uid: string): Account {
  const head = account.parent ?? account;
  const found = [head, ...head.subs].find((member) => member.uid === uid);
  if (!found) throw new EngineError('not-own-sub', uid);
  return found;
}
