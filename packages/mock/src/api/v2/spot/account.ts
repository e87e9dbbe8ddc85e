import {
  type Account,
  addressOf,
  type Bill,
  chainOf,
  coinsOf,
  isWallet,
  knownCoin,
  type Movement,
  memberOf,
  type Purse,
  type Transfer,
  text,
  venueOf,
  type WalletName,
} from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { money } from '../../shared/order-fields.js';

/** A wallet's coins that hold something, or the one asked for. */
export function walletCoins(account: Account, wallet: Purse, only?: string) {
  return [...account.wallets].flatMap(([key, balance]) => {
    const [name, coin = ''] = key.split(':');
    if (name !== wallet || (only !== undefined && coin !== only)) return [];
    return [{ coin, ...balance }];
  });
}

function asset(coin: string, cash: string, hold: string, at: number) {
  return { coin, available: cash, frozen: hold, locked: '0', limitAvailable: '0', uTime: String(at) };
}

function spotAssets(account: Account, only: string | undefined, all: boolean, now: number) {
  const held = walletCoins(account, 'spot', only).filter(({ cash }) => all || !cash.isZero());
  const list = held.map(({ coin, cash, hold, updatedAt }) =>
    asset(coin, money(cash.minus(hold)), money(hold), updatedAt),
  );
  if (!all) return list;
  const rest = coinsOf('spot').filter(
    (coin) => (only === undefined || coin === only) && !held.some((one) => one.coin === coin),
  );
  return [...list, ...rest.map((coin) => asset(coin, '0', '0', now))];
}

const SPOT_BILLS: Readonly<Partial<Record<Bill['kind'], readonly [string, string]>>> = {
  deposit: ['deposit', 'DEPOSIT'],
  withdraw: ['withdraw', 'WITHDRAW'],
  'transfer-in': ['transfer', 'TRANSFER_IN'],
  'transfer-out': ['transfer', 'TRANSFER_OUT'],
  buy: ['transaction', 'BUY'],
  sell: ['transaction', 'SELL'],
  'convert-in': ['convert', 'BUY'],
  'convert-out': ['convert', 'SELL'],
};

/** A wallet named in a request. */
export function walletNamed(ask: Ask, name: string): WalletName {
  const wallet = ask.need(name);
  if (!isWallet(wallet)) throw new Error(`[mock] no wallet ${wallet}: the schema should have refused it`);
  return wallet;
}

/** The purse named in a request: on isolated margin that of the pair which stands beside it. */
export function purseNamed(ask: Ask, name: string): Purse {
  const wallet = walletNamed(ask, name);
  return wallet === 'isolated_margin' ? isolatedPurse(ask) : wallet;
}

/** The purse of the pair that a request names. */
function isolatedPurse(ask: Ask): Purse {
  return `isolated_margin/${venueOf(ask.world, 'SPOT', ask.need('symbol')).instrument.symbol}`;
}

/** The wallet of a purse, and the pair whose it is on isolated margin. */
function partsOf(purse: Purse): { type: string; symbol: string } {
  const [type = '', symbol = ''] = purse.split('/');
  return { type, symbol };
}

/** A transfer within the account or the family, by user numbers. */
export function moved(ask: Ask, source: Account, target: Account): { transferId: string; clientOid: string } {
  const done = ask.engine.transfer(source, target, {
    coin: ask.need('coin'),
    amount: ask.need('amount'),
    from: purseNamed(ask, 'fromType'),
    to: purseNamed(ask, 'toType'),
    clientOid: ask.text('clientOid'),
  });
  return { transferId: ask.id('transfer', done), clientOid: done.clientOid };
}

function transferView(ask: Ask, one: Transfer) {
  const [from, to] = [partsOf(one.from), partsOf(one.to)];
  return {
    coin: one.coin,
    status: 'Successful',
    toType: to.type,
    toSymbol: to.symbol,
    fromType: from.type,
    fromSymbol: from.symbol,
    size: one.amount,
    ts: String(one.at),
    clientOid: one.clientOid,
    transferId: ask.id('transfer', one),
  };
}

export function movementView(ask: Ask, account: Account, one: Movement) {
  const own = addressOf(account, one.coin);
  const out = one.kind === 'withdraw';
  return {
    orderId: ask.id('movement', one),
    tradeId: `mock-transaction-${one.seq}`,
    coin: one.coin,
    type: one.kind,
    dest: one.inner ? 'internal_transfer' : 'on_chain',
    size: one.amount,
    status: one.status,
    toAddress: out ? one.address : own,
    fromAddress: out ? own : 'mock-outside',
    chain: one.chain,
    clientOid: one.clientOid,
    tag: one.tag,
    confirm: '1',
    ...(out ? { fee: one.fee === '0' ? '0' : `-${one.fee}` } : {}),
    cTime: String(one.at),
    uTime: String(one.at),
  };
}

/** Deposits or withdrawals of an account, as a list call asks for them. */
export function movements(ask: Ask, account: Account, kind: Movement['kind']): Movement[] {
  const coin = ask.text('coin')?.toUpperCase();
  const orderId = ask.text('orderId');
  const clientOid = ask.text('clientOid');
  const keep = (one: Movement) =>
    one.kind === kind &&
    (coin === undefined || one.coin === coin) &&
    (orderId === undefined || ask.id('movement', one) === orderId) &&
    (clientOid === undefined || one.clientOid === clientOid);
  return ask.page('movement', account.movements, ({ at }) => at, keep).items;
}

export function depositAddress(ask: Ask, account: Account) {
  const coin = knownCoin(ask.need('coin'));
  const { chain } = chainOf(coin, ask.text('chain'));
  return { address: addressOf(account, coin), chain, coin, tag: '', url: '' };
}

/** Sends money outside from a wallet. */
export function sent(ask: Ask, wallet: Purse) {
  const done = ask.engine.withdraw(ask.account, {
    coin: ask.need('coin'),
    chain: ask.text('chain'),
    address: ask.need('address'),
    tag: ask.text('tag'),
    amount: ask.need('size'),
    clientOid: ask.text('clientOid'),
    inner: ask.text('transferType') === 'internal_transfer',
    wallet,
  });
  return { orderId: ask.id('movement', done), clientOid: done.clientOid };
}

/** Spot account and wallet, v2. */
export const spotAccount: Handlers = {
  'v2:spot.account.info': ({ account }) => ({
    userId: account.uid,
    inviterId: '',
    ips: [],
    authorities: ['stow', 'coow', 'smow', 'wwow'],
    parentId: Number(account.parent?.uid ?? account.uid),
    traderType: 'not_trader',
    channelCode: '',
    channel: '',
    regisTime: String(account.createdAt),
  }),

  'v2:spot.account.assets': (ask) => {
    const coin = ask.text('coin');
    return spotAssets(ask.account, coin?.toUpperCase(), ask.text('assetType') === 'all' || coin !== undefined, ask.now);
  },

  'v2:spot.account.bills': (ask) => {
    const coin = ask.text('coin')?.toUpperCase();
    const group = ask.text('groupType');
    const type = ask.text('businessType');
    const keep = ({ wallet, kind, coin: own }: Bill) => {
      const words = SPOT_BILLS[kind];
      if (wallet !== 'spot' || !words || (coin !== undefined && own !== coin)) return false;
      return (group === undefined || words[0] === group) && (type === undefined || words[1] === type);
    };
    return ask
      .page('bill', ask.account.bills, ({ at }) => at, keep)
      .items.map((bill) => ({
        cTime: String(bill.at),
        coin: bill.coin,
        groupType: SPOT_BILLS[bill.kind]?.[0] ?? 'other',
        businessType: SPOT_BILLS[bill.kind]?.[1] ?? bill.kind,
        size: bill.amount,
        balance: bill.balance,
        fees: bill.fee,
        billId: ask.id('bill', bill),
      }));
  },

  'v2:spot.account.transferRecords': (ask) => {
    const coin = ask.text('coin')?.toUpperCase();
    const from = ask.text('fromType');
    const oid = ask.text('clientOid');
    const page = ask.number('pageNum') ?? 1;
    const limit = ask.number('limit') ?? 100;
    const keep = (one: Transfer) =>
      (coin === undefined || one.coin === coin) &&
      (from === undefined || partsOf(one.from).type === from) &&
      (oid === undefined || one.clientOid === oid);
    const wide = ask.with({ ...ask.fields, limit: page * limit });
    const { items } = wide.page('transfer', ask.account.transfers, ({ at }) => at, keep);
    return items.slice((page - 1) * limit).map((one) => transferView(ask, one));
  },

  'v2:spot.account.subMainTransRecord': (ask) => {
    const { account } = ask;
    const keep = (one: Transfer) => {
      const [coin, role, sub, oid] = [ask.text('coin'), ask.text('role'), ask.text('subUid'), ask.text('clientOid')];
      if (one.fromUid === one.toUid || (coin !== undefined && one.coin !== coin.toUpperCase())) return false;
      if (role !== undefined && (role === 'initiator' ? one.fromUid : one.toUid) !== account.uid) return false;
      return (
        (sub === undefined || one.fromUid === sub || one.toUid === sub) && (oid === undefined || one.clientOid === oid)
      );
    };
    return ask
      .page('transfer', account.transfers, ({ at }) => at, keep)
      .items.map((one) => {
        const { toSymbol, fromSymbol, ...view } = transferView(ask, one);
        return { ...view, fromUserId: one.fromUid, toUserId: one.toUid, newTransferId: view.transferId };
      });
  },

  'v2:spot.account.subaccountAssets': (ask) =>
    ask.account.subs.map((sub, index) => ({
      id: String(index + 1),
      userId: sub.uid,
      assetsList: spotAssets(sub, undefined, false, ask.now),
    })),

  'v2:spot.account.deductInfo': ({ account }) => ({ deduct: account.deduct ? 'on' : 'off' }),
  'v2:spot.account.switchDeduct': (ask) => {
    ask.engine.configure(ask.account, { deduct: ask.text('deduct') === 'on' });
    return true;
  },

  'v2:spot.wallet.transfer': (ask) => moved(ask, ask.account, ask.account),
  'v2:spot.wallet.subaccountTransfer': (ask) =>
    moved(ask, memberOf(ask.account, ask.need('fromUserId')), memberOf(ask.account, ask.need('toUserId'))),
  'v2:spot.wallet.transferCoinInfo': (ask) => {
    const to = coinsOf(walletNamed(ask, 'toType'));
    return coinsOf(walletNamed(ask, 'fromType')).filter((coin) => to.includes(coin));
  },
  'v2:spot.wallet.depositAddress': (ask) => depositAddress(ask, ask.account),
  'v2:spot.wallet.subaccountDepositAddress': (ask) => depositAddress(ask, memberOf(ask.account, ask.need('subUid'))),
  'v2:spot.wallet.depositRecords': (ask) =>
    movements(ask, ask.account, 'deposit').map((one) => movementView(ask, ask.account, one)),
  'v2:spot.wallet.subaccountDepositRecords': (ask) => {
    const sub = memberOf(ask.account, ask.need('subUid'));
    return movements(ask, sub, 'deposit').map((one) => movementView(ask, sub, one));
  },
  'v2:spot.wallet.withdrawal': (ask) => sent(ask, 'spot'),
  'v2:spot.wallet.cancelWithdrawal': (ask) => {
    ask.engine.cancelWithdrawal(ask.account, { orderId: ask.text('orderId') });
    return 'success';
  },
  'v2:spot.wallet.withdrawalRecords': (ask) =>
    movements(ask, ask.account, 'withdraw').map((one) => movementView(ask, ask.account, one)),

  'v2:common.tradeRate': (ask) => {
    const symbol = ask.need('symbol');
    const futures = [...ask.world.venues.values()].find(
      ({ instrument }) => instrument.category !== 'SPOT' && instrument.symbol === symbol,
    );
    const mix = ask.text('businessType') === 'mix';
    const venue = (mix && futures) || venueOf(ask.world, mix ? 'USDT-FUTURES' : 'SPOT', symbol);
    const { makerFee, takerFee } = venue.instrument;
    return { makerFeeRate: text(makerFee), takerFeeRate: text(takerFee) };
  },
};
