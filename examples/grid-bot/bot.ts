import {
  type createClient,
  ExchangeError,
  NotPlacedError,
  OutcomeUnknownError,
  orderRules,
  RateLimitError,
} from '@bitget-spec/v3';

export interface GridSettings {
  category: 'SPOT' | 'USDT-FUTURES';
  symbol: string;
  /** The lowest and the highest line of the grid. */
  lower: number;
  upper: number;
  lines: number;
  /** How much to trade at each line, in the base coin. */
  qty: string;
  /** Names this run in the numbers of its orders, so that a restart never takes one twice. */
  run: string;
}

type Side = 'buy' | 'sell';
interface Wanted {
  /** Index of the line, from below. */
  line: number;
  side: Side;
}

type Bitget = ReturnType<typeof createClient>;

const PREFIX = 'grid-';

/**
 * Buys at every line below the price; what was bought is sold one line above, and bought again when that is done.
 * After each call, the bot knows of every order it sent whether it stands. Where nobody can know, it stops.
 */
export class GridBot {
  /** Orders that stand, by clientOid. */
  readonly open = new Map<string, Wanted>();
  /** What is to be placed with the next step. */
  private wanted: Wanted[] = [];
  private count = 0;
  private readonly bitget: Bitget;
  private readonly settings: GridSettings;
  private readonly log: (line: string) => void;
  private readonly rules: ReturnType<typeof orderRules>;

  constructor(bitget: Bitget, settings: GridSettings, log: (line: string) => void = console.log) {
    this.bitget = bitget;
    this.settings = settings;
    this.log = log;
    this.rules = orderRules(bitget);
  }

  /** Cancels what an earlier run has left, and places the first orders. */
  async start(): Promise<void> {
    await this.stop();
    const { category, symbol, lines } = this.settings;
    const [ticker] = await this.bitget.market.tickers({ category, symbol });
    const price = Number(ticker?.lastPrice);
    for (let line = 0; line < lines - 1; line++)
      if (this.priceOf(line) < price) this.wanted.push({ line, side: 'buy' });
    await this.placeWanted();
  }

  /** Looks what became of the orders, and answers each fill with an order on the other side. */
  async step(): Promise<void> {
    const standing = new Set<string>();
    for await (const { clientOid } of this.openOrders()) standing.add(clientOid);
    for (const [clientOid, { line, side }] of this.open) {
      if (standing.has(clientOid)) continue;
      const { orderStatus } = await this.bitget.trade.orderInfo({ clientOid });
      if (orderStatus !== 'filled' && orderStatus !== 'cancelled') continue; // on its way from one list to the other
      this.open.delete(clientOid);
      this.log(`${clientOid} ${orderStatus}`);
      if (orderStatus === 'filled')
        this.wanted.push(side === 'buy' ? { line: line + 1, side: 'sell' } : { line: line - 1, side: 'buy' });
    }
    await this.placeWanted();
  }

  /** Cancels every order of a grid on this symbol, this run's and others'. */
  async stop(): Promise<void> {
    const { category, symbol } = this.settings;
    for await (const { orderId, clientOid } of this.openOrders()) {
      try {
        await this.bitget.trade.cancelOrder({ category, symbol, orderId });
      } catch (error) {
        // It was filled between the list and the cancellation: the others still have to go.
        if (!(error instanceof ExchangeError)) throw error;
        this.log(`${clientOid} not cancelled: ${error.message}`);
      }
      this.open.delete(clientOid);
    }
  }

  private async *openOrders() {
    const { category, symbol } = this.settings;
    for await (const order of this.bitget.trade.unfilledOrders.pages({ category, symbol }))
      if (order?.clientOid?.startsWith(PREFIX)) yield { orderId: order.orderId, clientOid: order.clientOid };
  }

  private async placeWanted(): Promise<void> {
    const now = this.wanted;
    this.wanted = [];
    for (const wanted of now) await this.place(wanted);
  }

  private async place(wanted: Wanted): Promise<void> {
    const { category, symbol, qty, run } = this.settings;
    const { line, side } = wanted;
    const clientOid = `${PREFIX}${run}-${line}-${++this.count}`;
    const price = String(this.priceOf(line));
    const terms = { category, symbol, side, orderType: 'limit', qty, price, clientOid } as const;
    try {
      const order = await this.rules.roundOrder(terms);
      await this.bitget.trade.placeOrder(order);
      this.open.set(clientOid, wanted);
      this.log(`${clientOid} ${side} at ${order.price}`);
    } catch (error) {
      // Nobody knows whether it stands: whatever a program did now could be done twice. Its numbers are in `attempted`.
      if (error instanceof OutcomeUnknownError) throw error;
      // It certainly does not stand, and may be placed again.
      if (error instanceof NotPlacedError || error instanceof RateLimitError) this.wanted.push(wanted);
      // The exchange refuses it, and would again.
      else if (!(error instanceof ExchangeError)) throw error;
      this.log(`${clientOid} not placed: ${error.message}`);
    }
  }

  private priceOf(line: number): number {
    const { lower, upper, lines } = this.settings;
    return lower + ((upper - lower) * line) / (lines - 1);
  }
}
