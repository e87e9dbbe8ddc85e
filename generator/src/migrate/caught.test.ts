import { describe, expect, test } from 'vitest';
import { migrated } from '../../test/migrate/project.js';

const HEAD = `import { BitgetError, createClient } from '@bitget-spec/v2';
const client = createClient();
declare const isGone: (error: unknown) => boolean;
declare const wait: (ms: number) => Promise<void>;
export {};
`;
const CALL = `client.spot.trade.cancelOrder({ symbol: 'BTCUSDT', orderId: '1' })`;
const only = (text: string) => HEAD + text;

/** An error of the call is used here. */
const USED: Record<string, string> = {
  'its code': `try { await ${CALL}; } catch (e) { if (e instanceof BitgetError && e.code === '43001') await wait(1); }`,
  'taken apart': `try { await ${CALL}; } catch (e) { const { code } = e as { code: string }; if (code === '43001') await wait(1); }`,
  'taken apart at once': `try { await ${CALL}; } catch ({ code }: any) { if (code === '43001') await wait(1); }`,
  'as text': `try { await ${CALL}; } catch (e) { if (String(e).includes('43001')) await wait(1); }`,
  'by a helper': `try { await ${CALL}; } catch (e) { if (!isGone(e)) throw e; }`,
  'by its class': `try { await ${CALL}; } catch (e) { if (!(e instanceof BitgetError)) throw e; }`,
  'kept for later': `let last: unknown; try { await ${CALL}; } catch (e) { last = e; } if (isGone(last)) await wait(1);`,
  returned: `const run = async () => { try { await ${CALL}; return undefined; } catch (e) { return e; } }; if (isGone(await run())) await wait(1);`,
  wrapped: `try { await ${CALL}; } catch (e) { throw new Error('no', { cause: e }); }`,
  'by a handler': `${CALL}.catch((e) => { if (isGone(e)) return; throw e; });`,
  'by a handler with a name': `const onError = (e: any) => { if (e.code !== '43001') throw e; };\n${CALL}.catch(onError);`,
  'by a handler that is not known': `${CALL}.catch(isGone);`,
  'by a log that reads it': `const log = (e: any) => { if (e.code === '43001') process.exit(0); };\ntry { await ${CALL}; } catch (e) { log(e); }`,
  'in a log with a helper': `try { await ${CALL}; } catch (e) { console.log(isGone(e)); }`,
  'in a retry': `async function retry<T>(work: () => Promise<T>): Promise<T | undefined> { for (;;) { try { return await work(); } catch (e) { if (isGone(e)) return undefined; } } }\nawait retry(async () => { await ${CALL}; });`,
  'in a retry of a retry': `async function inner(work: () => Promise<unknown>) { return work().catch((e) => isGone(e)); }\nconst outer = (work: () => Promise<unknown>) => inner(work);\nawait outer(async () => { await ${CALL}; });`,
  'in a retry of a name': `async function retry(work: () => Promise<unknown>) { try { await work(); } catch (e) { if (isGone(e)) return; throw e; } }\nasync function cancel() { await ${CALL}; }\nawait retry(cancel);`,
  'as a pair': `const to = async (work: () => Promise<unknown>) => work().then(() => null, (e) => e);\nconst error = await to(async () => { await ${CALL}; });\nif (isGone(error)) await wait(1);`,
  'around a caller': `async function cancel() { await ${CALL}; }\nasync function all() { await cancel(); }\ntry { await all(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around an interface': `interface Order { cancel(): Promise<void> }\nclass Mine implements Order { async cancel() { await ${CALL}; } }\nconst order: Order = new Mine();\ntry { await order.cancel(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a member': `const jobs = { cancel: async () => { await ${CALL}; } };\ntry { await jobs.cancel(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'in a queue': `const queue: (() => Promise<void>)[] = [];\nqueue.push(async () => { await ${CALL}; });`,
  'by an unknown function': `declare const later: any;\nlater(async () => { await ${CALL}; });`,
};

/** It is thrown again, logged, or let go. */
const LEFT: Record<string, string> = {
  'thrown again': `try { await ${CALL}; } catch (e) { console.error('no', e); throw e; }`,
  'logged as text': `try { await ${CALL}; } catch (e) { console.warn(\`no: \${String(e)}\`); }`,
  'logged by its message': `try { await ${CALL}; } catch (e) { console.error(e instanceof Error ? e.message : e); }`,
  'logged by a test': `try { await ${CALL}; } catch (e) { if (e instanceof Error) console.error(e.stack); }`,
  'logged by a function': `const log = (e: unknown) => { console.log('no', e); };\ntry { await ${CALL}; } catch (e) { log(e); }`,
  'let go': `try { await ${CALL}; } catch { await wait(1); }`,
  'logged by a handler': `await ${CALL}.catch(console.error);`,
  'tried again': `async function retry(work: () => Promise<unknown>) { try { await work(); } catch { await work(); } }\nawait retry(async () => { await ${CALL}; });`,
  'called by a timer': `setInterval(async () => { await ${CALL}; }, 1000);`,
  'called for each': `for (const id of await Promise.all(['1'].map(async () => { await ${CALL}; }))) console.log(id);`,
  'in a function of its own': `(async () => { await ${CALL}; })().catch((e) => { console.error(e); process.exit(1); });`,
};

const files = Object.fromEntries(
  [...Object.entries(USED), ...Object.entries(LEFT)].map(([name, text]) => [
    `src/${name.replaceAll(' ', '-')}.ts`,
    only(text),
  ]),
);

describe('an error of a call', () => {
  const { rewritten, listed } = migrated(files);
  const stays = new Map(listed.map(({ file, why }) => [file, why]));
  const moves = new Set(rewritten.map(({ file }) => file));
  const fileOf = (name: string) => `src/${name.replaceAll(' ', '-')}.ts`;

  test.each(Object.keys(USED))('that is used, %s, keeps the call', (name) => {
    expect(moves).not.toContain(fileOf(name));
    expect(stays.get(fileOf(name))).toMatch(/error|function|catch|caught/);
  });

  test.each(Object.keys(LEFT))('that is %s moves with the call', (name) => {
    expect(stays.get(fileOf(name))).toBeUndefined();
    expect(moves).toContain(fileOf(name));
  });
});
