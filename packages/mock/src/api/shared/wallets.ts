import {
  type Account,
  available,
  balanceIn,
  type Decimal,
  maintenance,
  Decimal as Numbers,
  type Purse,
  unrealised,
  venueOf,
  type World,
  ZERO,
} from '../../engine/index.js';

/** A wallet's coins that hold something, or the one asked for. */
export function walletCoins(account: Account, wallet: Purse, only?: string) {
  return [...account.wallets].flatMap(([key, balance]) => {
    const [name, coin = ''] = key.split(':');
    if (name !== wallet || (only !== undefined && coin !== only)) return [];
    return [{ coin, ...balance }];
  });
}

export interface WalletFigures {
  cash: Decimal;
  hold: Decimal;
  free: Decimal;
  crossed: Decimal;
  isolated: Decimal;
  crossedProfit: Decimal;
  isolatedProfit: Decimal;
  maintenance: Decimal;
  crossedMaintenance: Decimal;
  equity: Decimal;
}

/** What a wallet's coin is worth with the positions that stand on it. */
export function figuresOf(world: World, account: Account, wallet: Purse, coin: string): WalletFigures {
  const { cash, hold } = balanceIn(account, wallet, coin);
  const none = { crossed: ZERO, isolated: ZERO, crossedProfit: ZERO, isolatedProfit: ZERO };
  const sums = { ...none, maintenance: ZERO, crossedMaintenance: ZERO };
  for (const position of account.positions.values()) {
    const venue = venueOf(world, position.category, position.symbol);
    if (position.wallet !== wallet || venue.instrument.settle !== coin) continue;
    const mode = position.marginMode;
    sums[mode] = sums[mode].plus(position.margin);
    sums[`${mode}Profit`] = sums[`${mode}Profit`].plus(unrealised(world, venue, position));
    const kept = maintenance(world, venue, position);
    sums.maintenance = sums.maintenance.plus(kept);
    if (mode === 'crossed') sums.crossedMaintenance = sums.crossedMaintenance.plus(kept);
  }
  const loss = Numbers.min(sums.crossedProfit, ZERO);
  const free = Numbers.max(available(account, wallet, coin).plus(loss), ZERO);
  return { ...sums, cash, hold, free, equity: cash.plus(sums.crossedProfit).plus(sums.isolatedProfit) };
}

/** Share of its money that a crossed account must keep; isolated positions have money of their own. */
export function crossedRisk({ cash, isolated, crossedProfit, crossedMaintenance }: WalletFigures): Decimal {
  const money = cash.minus(isolated).plus(crossedProfit);
  return money.gt(0) ? crossedMaintenance.div(money) : ZERO;
}
