import {
  type Account,
  coinsOf,
  isWallet,
  type Purse,
  type Transfer,
  venueOf,
  type WalletName,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';

/** What a transfer says: the wallets of both sides, for an isolated one the pair beside it. */
export interface TransferFields {
  coin: string;
  amount: string;
  fromType: string;
  toType: string;
  symbol?: string;
  clientOid?: string;
}

/** A wallet named in a request. */
function walletNamed(wallet: string): WalletName {
  if (!isWallet(wallet)) throw new Error(`[mock] no wallet ${wallet}: the schema should have refused it`);
  return wallet;
}

/** The purse named in a request: on isolated margin that of the pair which stands beside it. */
function purseNamed(context: RequestContext, name: string, symbol: string | undefined): Purse {
  const wallet = walletNamed(name);
  if (wallet !== 'isolated_margin') return wallet;
  if (symbol === undefined) throw context.missing('symbol');
  return `isolated_margin/${venueOf(context.world, 'SPOT', symbol).instrument.symbol}`;
}

/** Moves coins within the account or the family. */
export function moved(
  context: RequestContext<TransferFields>,
  source: Account,
  target: Account,
): { transferId: string; clientOid: string } {
  const { coin, amount, fromType, toType, symbol, clientOid } = context.request;
  const done = context.engine.transfer(source, target, {
    coin,
    amount,
    from: purseNamed(context, fromType, symbol),
    to: purseNamed(context, toType, symbol),
    clientOid,
  });
  return { transferId: context.id('transfer', done), clientOid: done.clientOid };
}

/** The coins that two wallets both take. */
export function coinsBetween({ request }: RequestContext<Pick<TransferFields, 'fromType' | 'toType'>>): string[] {
  const taken = coinsOf(walletNamed(request.toType));
  return coinsOf(walletNamed(request.fromType)).filter((coin) => taken.includes(coin));
}

/** Which transfers between the accounts of a family are meant. */
interface FamilyTransfers {
  coin?: string;
  role?: 'initiator' | 'receiver';
  subUid?: string;
  clientOid?: string;
}

/** Whether a transfer between the accounts of a family is one of those that a list operation asks for. */
export function inFamily({ uid }: Account, { coin, role, subUid, clientOid }: FamilyTransfers) {
  return (one: Transfer) =>
    one.fromUid !== one.toUid &&
    (coin === undefined || one.coin === coin.toUpperCase()) &&
    (role === undefined || (role === 'initiator' ? one.fromUid : one.toUid) === uid) &&
    (subUid === undefined || one.fromUid === subUid || one.toUid === subUid) &&
    (clientOid === undefined || one.clientOid === clientOid);
}
