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
  'of a promise that is kept': `const pending = ${CALL};\ntry { await pending; } catch (e) { if (isGone(e)) await wait(1); }`,
  'of a kept promise by a handler': `const pending = ${CALL};\npending.catch((e) => { if (isGone(e)) void wait(1); });`,
  'of a promise in a variable': `let pending;\npending = ${CALL};\ntry { await pending; } catch (e) { if (isGone(e)) await wait(1); }`,
  'of a promise in an object': `const cancel = async () => { await ${CALL}; };\nconst kept = { done: cancel() };\ntry { await kept.done; } catch (e) { if (isGone(e)) await wait(1); }`,
  'of settled promises': `const cancel = async () => { await ${CALL}; };\nfor (const one of await Promise.allSettled(['1'].map(() => cancel()))) if (one.status === 'rejected' && isGone(one.reason)) await wait(1);`,
  'of promises in a list': `const jobs = ['1'].map(async () => { await ${CALL}; });\nfor (const job of jobs) { try { await job; } catch (e) { if (isGone(e)) await wait(1); } }`,
  'of promises that are pushed': `const cancel = async () => { await ${CALL}; };\nconst jobs: Promise<void>[] = [];\njobs.push(cancel());\ntry { await jobs[0]; } catch (e) { if (isGone(e)) await wait(1); }`,
  'of a promise that a function takes': `const cancel = async () => { await ${CALL}; };\nasync function to(work: Promise<void>) { try { await work; } catch (e) { if (isGone(e)) await wait(1); } }\nawait to(cancel());`,
  'of a kept iterator': `async function* cancels() { await ${CALL}; yield 1; }\nconst all = cancels();\ntry { for await (const one of all) console.log(one); } catch (e) { if (isGone(e)) await wait(1); }`,
  'by what is no log': `console.log(new ReadableStream({ async start(controller) { try { await ${CALL}; } catch (e) { controller.error(e); } } }));`,
  'around a destructured member': `const jobs = { async cancelOut() { await ${CALL}; } };\nconst { cancelOut: stop } = jobs;\ntry { await stop(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a getter': `class Jobs { get done() { return ${CALL}.then(() => true); } }\ntry { await new Jobs().done; } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a destructured getter': `const jobs = { get ended() { return ${CALL}.then(() => true); } };\nconst { ended } = jobs;\ntry { await ended; } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a quoted member': `const jobs = { async cancelNow() { await ${CALL}; } };\ntry { await jobs['cancelNow'](); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a member by a key': `const jobs = { async cancelSoon() { await ${CALL}; }, async waitSoon() {} };\nfor (const key of ['cancelSoon', 'waitSoon'] as const) try { await jobs[key](); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around any member': `const jobs = { async cancelAny() { await ${CALL}; } };\nfor (const key in jobs) try { await jobs[key as keyof typeof jobs](); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a member by a key that is not known': `const jobs = { async cancelThat() { await ${CALL}; } };\ndeclare const key: any;\ntry { await jobs[key as 'cancelThat'](); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a method of any type by a key': `const jobs = { async cancelSome() { await ${CALL}; } };\ntry { await (jobs as any)[process.argv[2]!](); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a method of a record by a key': `const jobs = { async cancelEach() { await ${CALL}; } };\nconst all: Record<string, () => Promise<void>> = jobs;\ntry { await all[process.argv[2]!]!(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a quoted member of a record': `const jobs: Record<string, () => Promise<void>> = { cancelOf: async () => { await ${CALL}; } };\ntry { await jobs['cancelOf']?.(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a destructured quoted member': `const jobs = { async cancelThen() { await ${CALL}; } };\nconst { 'cancelThen': stop } = jobs;\ntry { await stop(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'around a private method': `class Jobs { async #cancel() { await ${CALL}; } async run() { try { await this.#cancel(); } catch (e) { if (isGone(e)) await wait(1); } } }\nawait new Jobs().run();`,
  'around a computed name': `const key = 'a'.repeat(2);\nconst jobs: Record<string, () => Promise<void>> = { async [key]() { await ${CALL}; } };\ntry { await jobs['aa']?.(); } catch (e) { if (isGone(e)) await wait(1); }`,
  'by a decorator': `function tolerant(method: () => Promise<void>, _: ClassMethodDecoratorContext) { return async function (this: unknown) { try { await method.call(this); } catch (e) { if (!isGone(e)) throw e; } }; }\nclass Jobs { @tolerant async cancelKindly() { await ${CALL}; } }\nawait new Jobs().cancelKindly();`,
  'by the second of two': `async function either(a: () => Promise<void>, b: () => Promise<void>) { try { await a(); } catch { await wait(1); }\ntry { await b(); } catch (e) { if (!isGone(e)) throw e; } }\nconst cancel = async () => { await ${CALL}; };\nawait either(() => cancel(), () => cancel());`,
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
  'of a kept promise': `const pending = ${CALL};\nawait wait(1);\nawait pending;`,
  'of promises that are awaited together': `const jobs = ['1'].map(async () => { await ${CALL}; });\nawait Promise.all(jobs);`,
  'of a destructured member': `const jobs = { async halt() { await ${CALL}; } };\nconst { halt: stop } = jobs;\nawait stop();`,
  'of a quoted member': `const jobs = { async haltNow() { await ${CALL}; } };\nawait jobs['haltNow']();\nconst rows = ['haltNow'];\nconsole.log(rows[0]);`,
  'of a private method': `class Jobs { async #drop() { await ${CALL}; } async run() { await this.#drop(); } }\nawait new Jobs().run();`,
  'in a function of its own': `(async () => { await ${CALL}; })().catch((e) => { console.error(e); process.exit(1); });`,
};

const BODY = `async (/** @type {string} */ orderId) => { await client.spot.trade.cancelOrder({ symbol: 'BTCUSDT', orderId }); }`;
const ESM = `import { createClient } from '@bitget-spec/v2';\nconst client = createClient();\n`;
const CJS = `const { createClient } = require('@bitget-spec/v2');\nconst client = createClient();\n`;
const CAUGHT = `catch (/** @type {any} */ e) { if (e.code !== '43001') throw e; }`;

/** A module that calls, and one that uses an error of it under another name. */
const MODULES: Record<string, [string, string]> = {
  'default.mjs': [
    `${ESM}export default ${BODY};`,
    `import halt from './default.mjs';\ntry { await halt('1'); } ${CAUGHT}`,
  ],
  'default-function.mjs': [
    `${ESM}export default ${BODY.replace('async (', 'async function (').replace('=>', '')}`,
    `import { default as halt } from './default-function.mjs';\ntry { await halt('1'); } ${CAUGHT}`,
  ],
  'default-constant.mjs': [
    `${ESM}const cancel = ${BODY};\nexport default cancel;`,
    `import * as all from './default-constant.mjs';\ntry { await all.default('1'); } ${CAUGHT}`,
  ],
  'renamed.mjs': [
    `${ESM}const cancel = ${BODY};\nexport { cancel as drop };`,
    `import { drop } from './renamed.mjs';\ntry { await drop('1'); } ${CAUGHT}`,
  ],
  'loaded.mjs': [
    `${ESM}export const cancel = ${BODY};`,
    `const { cancel } = await import('./loaded.mjs');\ntry { await cancel('1'); } ${CAUGHT}`,
  ],
  'member.cjs': [
    `${CJS}exports.cancelOne = ${BODY};`,
    `const { cancelOne } = require('./member.cjs');\n(async () => { try { await cancelOne('1'); } ${CAUGHT} })();`,
  ],
  'members.cjs': [
    `${CJS}module.exports = { cancelAny: ${BODY} };`,
    `const { cancelAny: halt } = require('./members.cjs');\n(async () => { try { await halt('1'); } ${CAUGHT} })();`,
  ],
  'whole.cjs': [
    `${CJS}module.exports = ${BODY};`,
    `const halt = require('./whole.cjs');\n(async () => { try { await halt('1'); } ${CAUGHT} })();`,
  ],
};

const modules = Object.entries(MODULES).flatMap(([name, [own, user]]) => [
  [`src/${name}`, own],
  [`src/user-of-${name}`, user],
]);

const files = Object.fromEntries(
  [...Object.entries(USED), ...Object.entries(LEFT)].map(([name, text]) => [
    `src/${name.replaceAll(' ', '-')}.ts`,
    only(text),
  ]),
);

describe('an error of a call', () => {
  const { rewritten, listed } = migrated({ ...files, ...Object.fromEntries(modules) });
  const stays = new Map(listed.map(({ file, why }) => [file, why]));
  const moves = new Set(rewritten.map(({ file }) => file));
  const fileOf = (name: string) => `src/${name.replaceAll(' ', '-')}.ts`;

  test.each(Object.keys(USED))('that is used, %s, keeps the call', (name) => {
    expect(moves).not.toContain(fileOf(name));
    expect(stays.get(fileOf(name))).toMatch(/error|function|catch|caught/);
  });

  test.each(Object.keys(MODULES))('that a module exports, and another uses, keeps the call: %s', (name) => {
    expect(moves).not.toContain(`src/${name}`);
    expect(stays.get(`src/${name}`)).toMatch(/is used where it is caught/);
  });

  test.each(Object.keys(LEFT))('that is %s moves with the call', (name) => {
    expect(stays.get(fileOf(name))).toBeUndefined();
    expect(moves).toContain(fileOf(name));
  });
});
