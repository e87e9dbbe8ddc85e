// A program that dies at any moment: it places one order for each job it finds undone, and notes what became of it. What a
// process before it left open, it finds out first. Its only argument is JSON, see kills.test.ts.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { fileJournal } from '../dist/journals/file.js';
import { connect } from '../dist/runtime.js';

const { routes, credentials, url, folder, skew, diedAt, run, finish } = JSON.parse(process.argv[2]);
const ledger = `${folder}/ledger`;
const lines = existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n') : [];
const done = new Set(lines.map(Number).filter(Boolean));

/** The job of an order stands in its price: 20000 and so many cents. */
const jobOf = ({ price }) => Math.round((Number(price) - 20_000) * 100);
const note = (job) => {
  appendFileSync(ledger, `${job}\n`);
  done.add(job);
};

const journal = await fileJournal(`${folder}/intents`);
const client = connect(routes, {
  credentials,
  baseUrl: url,
  clock: { offset: 0, now: () => Date.now() + skew, monotonic: () => performance.now() },
  outcomeWaitMs: 0,
  timeoutMs: 2_000,
  onIntent: async (intent) => {
    const settled = await journal.onIntent(intent);
    return (outcome) => {
      if ('data' in outcome) note(jobOf(intent.body)); // before the journal forgets it
      return settled();
    };
  },
});

let unsure = 0;
const open = new Set();
for (const { intent, attempted } of await client.resume(await journal.unsettled(), { diedAt })) {
  const [{ state }] = attempted;
  if (state === 'unknown') {
    unsure++;
    open.add(jobOf(intent.body));
    continue;
  }
  if (state === 'placed') note(jobOf(intent.body));
  await journal.done(intent);
}
process.stdout.write(`ready ${unsure}\n`);
if (finish) process.exit();

let job = 0;
const trader = async () => {
  for (;;) {
    do job++;
    while (done.has(job) || open.has(job));
    const price = (20_000 + job / 100).toFixed(2);
    const order = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '0.001', price };
    const own = job % 2 ? { clientOid: `kill-${job}-${run}` } : {};
    await client.trade.placeOrder({ ...order, ...own }).catch(() => {}); // what is open is for the next
    await sleep(5);
  }
};
await Promise.all([trader(), trader(), trader()]);
