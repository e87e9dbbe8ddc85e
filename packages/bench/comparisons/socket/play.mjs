/** @typedef {import('./clients.mjs').Client} Client */
/** @typedef {import('./record.mjs').Recording} Recording */

/**
 * Microseconds of processor time a frame, of the whole and of its first and last part, each played by itself.
 * @param {Client} client
 * @param {Recording} recording
 * @param {number} times
 * @throws where the book is wrong in the end, which is no time
 */
export function played(client, recording, times) {
  const { texts } = recording;
  const play = (/** @type {(text: string) => unknown} */ take) => {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time++) {
      client.begin();
      for (const text of texts) take(text);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / (times * texts.length);
  };
  const whole = play(client.take);
  compareBook(client, recording);
  const parse = play(client.parse);
  const book = play((text) => client.book(client.parse(text))) - parse;
  compareBook(client, recording);
  return { whole, parse, book, dispatch: whole - parse - book };
}

/** @param {Client} client @param {Recording} recording */
function compareBook(client, { texts, bids, asks }) {
  const levels = client.levels();
  const wrong = firstWrong('bids', levels.bids, bids) ?? firstWrong('asks', levels.asks, asks);
  if (wrong)
    throw new Error(`the book is wrong after ${texts.length} frames: ${wrong}; ${JSON.stringify(client.status())}`);
}

/** @param {string} side @param {string[][]} levels @param {string[][]} expected best first */
function firstWrong(side, levels, expected) {
  for (let index = 0; index < Math.max(levels.length, expected.length); index++) {
    const [is, must] = [levels, expected].map((rows) => JSON.stringify(rows[index]) ?? 'nothing');
    if (is !== must)
      return `${side}[${index}] is ${is}, must be ${must} (${levels.length} levels, must be ${expected.length})`;
  }
  return undefined;
}
