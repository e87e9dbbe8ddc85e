import { BitgetError, type createClient } from '@bitget-spec/v3';

interface DashboardOptions {
  symbols: [string, ...string[]];
  /** Milliseconds between two looks; 1000 unless given. */
  everyMs?: number;
}

/** Shows prices, a form to place limit orders, and the open orders. @returns a function that stops it */
export function dashboard(
  root: HTMLElement,
  bitget: ReturnType<typeof createClient>,
  { symbols, everyMs = 1000 }: DashboardOptions,
): () => void {
  root.innerHTML = `
    <h1>Dashboard</h1>
    <table><thead><tr><th>Symbol</th><th>Price</th><th>24 h</th></tr></thead><tbody data-prices></tbody></table>
    <h2>Order</h2>
    <form>
      <select name="symbol" aria-label="Symbol"></select>
      <select name="side" aria-label="Side"><option>buy</option><option>sell</option></select>
      <input name="qty" aria-label="Quantity" placeholder="Quantity" required inputmode="decimal" />
      <input name="price" aria-label="Price" placeholder="Price" required inputmode="decimal" />
      <button>Place</button>
    </form>
    <p role="status"></p>
    <h2>Open orders</h2>
    <table><thead><tr><th>Order</th><th>Side</th><th>Quantity</th><th>Price</th></tr></thead><tbody data-orders></tbody></table>`;
  const part = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  };
  const status = part('[role=status]');
  const say = (text: string) => {
    status.textContent = text;
  };
  part('[name=symbol]').append(...symbols.map((symbol) => new Option(symbol)));

  const stop = new AbortController();
  async function refresh(): Promise<void> {
    try {
      const [tickers, open] = await Promise.all([
        bitget.market.tickers({ category: 'SPOT' }, { signal: stop.signal }),
        bitget.trade.unfilledOrders({ category: 'SPOT' }, { signal: stop.signal }),
      ]);
      const shown = tickers.filter(({ symbol }) => symbols.includes(symbol ?? ''));
      fill(
        part('[data-prices]'),
        shown.map(({ symbol, lastPrice, price24hPcnt }) => [symbol, lastPrice, percent(price24hPcnt)]),
      );
      fill(
        part('[data-orders]'),
        (open.list ?? []).map(({ clientOid, side, qty, price }) => [clientOid, side, qty, price]),
      );
    } catch (error) {
      if (!stop.signal.aborted) say(textOf(error));
    }
  }

  part<HTMLFormElement>('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget instanceof HTMLFormElement ? event.currentTarget : undefined);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const side = text('side') === 'sell' ? 'sell' : 'buy';
    const terms = { symbol: text('symbol'), side, qty: text('qty'), price: text('price') } as const;
    try {
      say('Placing…');
      const { clientOid } = await bitget.trade.placeOrder({ category: 'SPOT', orderType: 'limit', ...terms });
      say(`Placed as ${clientOid}`);
      await refresh();
    } catch (error) {
      say(textOf(error));
    }
  });

  const look = async () => {
    await refresh();
    if (!stop.signal.aborted) setTimeout(look, everyMs);
  };
  void look();
  return () => stop.abort();
}

/** What an exchange says is text, whatever it looks like. */
function fill(body: HTMLElement, rows: (string | null | undefined)[][]): void {
  body.replaceChildren(
    ...rows.map((cells) => {
      const row = document.createElement('tr');
      for (const cell of cells) row.insertCell().textContent = cell ?? '';
      return row;
    }),
  );
}

const percent = (share: string | undefined): string => (share ? `${(Number(share) * 100).toFixed(2)} %` : '');

/** The advice of the exchange's code, where there is one. */
const textOf = (error: unknown): string =>
  error instanceof BitgetError ? (error.hint ?? error.message) : error instanceof Error ? error.message : String(error);
