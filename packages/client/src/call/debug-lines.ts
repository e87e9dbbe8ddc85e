import type { CallContext, Next, Runtime } from './stage.js';

/** Takes a line of the debug log. */
export type DebugWrite = (line: string) => void;

/** Longer bodies are cut: a book of orders fills no screen. */
const LONGEST = 1_000;

/** One request, with a line before and after it. */
export async function logged(next: Next, runtime: Runtime, context: CallContext, write: DebugWrite): Promise<unknown> {
  const { signer, system } = runtime;
  await signer?.loading; // until then it finds its secrets as they are, and in no encoding
  const { route, args } = context;
  const line = (text: () => string) => {
    try {
      const signature = context.request?.headers.get('ACCESS-SIGN') ?? undefined;
      const clean = runtime.redact(text(), signature);
      write(`[bitget] ${route.key} #${attempt} ${clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean}`);
    } catch {
      // dropped: watching must not break a trade
    }
  };
  const attempt = context.attempts + 1;
  const start = system.monotonic();
  const after = () => `${Math.round(system.monotonic() - start)} ms`;
  line(() => `> ${route.method} ${runtime.baseUrl}${route.path} ${textOf(args)}`);
  try {
    const data = await next(context);
    line(() => `< ${context.response?.status} in ${after()} ${context.raw ? '' : textOf(data)}`);
    return data;
  } catch (error) {
    line(() => `< ${context.response?.status ?? 'no response'} in ${after()} ${error}`);
    throw error;
  }
}

const textOf = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));
