import { amountOf, type CallRecord, type Claim, priceOf } from './calls.js';
import { isTrouble, type Step } from './history.js';
import type { Played } from './play.js';
import { type Books, booksOf } from './truth.js';

/** The limits that the exchange names, by operation: so many in a second. */
const LIMITS: Readonly<Record<string, number>> = {
  'v3:trade.placeOrder': 10,
  'v3:trade.placeBatch': 5,
  'v3:trade.cancelOrder': 10,
  'v3:trade.orderInfo': 20,
  'v3:account.transfer': 5,
  'v3:account.withdrawal': 1,
  'v3:account.assets': 20,
};

/** Everything in a history that must not be. */
export function judge(played: Played): string[] {
  const books = booksOf(played.truth);
  return [
    ...played.calls.flatMap((call) => wrongIn(call, books, played)),
    ...tooMany(played),
    ...books.unbalanced,
    ...played.left,
  ];
}

function wrongIn(call: CallRecord, books: Books, { history, left }: Played): string[] {
  const { step, end } = call;
  const found = thingsOf(step, books);
  const twice = found.flatMap((numbers, index) =>
    numbers.length > 1 ? [`step ${step.id}, ${index}: ${numbers.length} times in the books`] : [],
  );
  const died = history.steps.some((other) => other.do === 'crash');
  if (!end) return died || left.length ? twice : [...twice, `step ${step.id} never ended`];
  return [
    ...twice,
    ...end.claims.flatMap((claim, index) => wrongWith(claim, step, index, found[index] ?? [], end.at, history.steps)),
  ];
}

/** The numbers under which the orders of a step stand in the books, for each. */
function thingsOf(step: Step, { orders, moved }: Books): string[][] {
  if (step.do === 'place' || step.do === 'repeat') return [orders.get(priceOf(step)) ?? []];
  if (step.do === 'batch')
    return Array.from({ length: step.size }, (_, index) => orders.get(priceOf(step, index)) ?? []);
  if (step.do === 'transfer' || step.do === 'withdraw') return [moved.get(amountOf(step)) ?? []];
  return [];
}

function wrongWith(
  claim: Claim,
  step: Step,
  index: number,
  numbers: string[],
  at: number,
  steps: readonly Step[],
): string[] {
  const where = `step ${step.id} (${step.do}), ${index}: claimed ${claim.state} (${claim.why})`;
  const [number] = numbers;
  if (claim.state === 'placed') {
    if (number === undefined) return [`${where}, and it is not in the books`];
    return claim.shown === number ? [] : [`${where} as ${claim.shown}, and it is in the books as ${number}`];
  }
  if (claim.state === 'not-placed' && number !== undefined) return [`${where}, and it is in the books as ${number}`];
  const held = /^RateLimitError queue-/.test(claim.why); // by the limiter, which may be right
  return held || steps.some((one) => isTrouble(one) && one.at <= at) ? [] : [`${where}, and nothing had gone wrong`];
}

/** Windows in which more requests arrived than the exchange allows; what the network repeats is not the client's doing. */
function tooMany({ journal, history }: Played): string[] {
  const repeats = new Set(
    history.steps.flatMap((step) => (step.do === 'fault' && 'duplicate' in step.rule.fault ? [`step-${step.id}`] : [])),
  );
  const sent = journal.filter(({ faults }) => !faults.some((id) => repeats.has(id)));
  return Object.entries(LIMITS).flatMap(([operation, count]) => {
    const times = sent
      .filter((entry) => entry.operation === operation)
      .map(({ time }) => time)
      .sort((a, b) => a - b);
    const at = times.findIndex((time, index) => (times[index + count] ?? Number.POSITIVE_INFINITY) - time < 1_000);
    return at < 0 ? [] : [`${operation}: more than ${count} arrived in the second from ${times[at]}`];
  });
}
