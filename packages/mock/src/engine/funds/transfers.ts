import { text } from '../decimal.js';
import { fromHouse, note } from '../state/balances.js';
import type { Transfer } from '../state/fund-records.js';
import { nextSeq } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError, type Purse } from '../types.js';
import { amountOf, coinsOf, knownCoin } from './coins.js';
import { maxTransferOut } from './loans.js';

export interface TransferRequest {
  coin: string;
  amount: string;
  from: Purse;
  to: Purse;
  clientOid?: string | undefined;
}

/**
 * Moves money between wallets, of one account or of two of a family.
 *
 * @throws EngineError `transfer-same`, `transfer-coin`, `transfer-too-much`, `duplicate`
 */
export function transfer(world: World, source: Account, target: Account, request: TransferRequest): Transfer {
  const coin = knownCoin(request.coin);
  const value = amountOf(request.amount);
  const { from, to, clientOid = '' } = request;
  if (source === target && from === to) throw new EngineError('transfer-same');
  if (!coinsOf(from).includes(coin) || !coinsOf(to).includes(coin)) throw new EngineError('transfer-coin', coin);
  if (clientOid !== '' && source.transfers.some((done) => done.clientOid === clientOid)) {
    throw new EngineError('duplicate', clientOid);
  }
  if (value.gt(maxTransferOut(world, source, from, coin))) throw new EngineError('transfer-too-much');
  const gone = fromHouse(world, source, from, coin, value.negated());
  const base = { coin, category: undefined, symbol: '' };
  note(world, source, { ...base, kind: 'transfer-out', wallet: from, amount: value.negated(), balance: gone.cash });
  const come = fromHouse(world, target, to, coin, value);
  note(world, target, { ...base, kind: 'transfer-in', wallet: to, amount: value, balance: come.cash });
  const done: Transfer = {
    seq: nextSeq(world, 'transfer'),
    coin,
    amount: text(value),
    from,
    to,
    fromUid: source.uid,
    toUid: target.uid,
    clientOid,
    at: world.now,
  };
  source.transfers.push(done);
  if (target !== source) target.transfers.push(done);
  return done;
}
