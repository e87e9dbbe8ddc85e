import { handle } from './exchange.js';
import type { Built } from './request.js';

export type Target = 'page' | 'local' | 'exchange';

/** Where a call can go. The page asks no other host unless a reader chooses one. */
export const TARGETS: readonly { id: Target; words: string }[] = [
  { id: 'page', words: 'the mock in this page' },
  { id: 'local', words: 'a mock on your machine' },
  { id: 'exchange', words: 'the exchange itself' },
];

/** A response, ready to be shown. */
export interface Sent {
  status: number;
  /** Business code, empty where the response is no envelope. */
  code: string;
  /** How long it took, and what the response is made from. */
  words: string;
  pretty: string;
}

/** Sends a request and reads the response. @throws Error in words, if none comes */
export async function send({ request }: Built, target: Target, local: string): Promise<Sent> {
  const start = performance.now();
  const { status, headers, body } = target === 'page' ? await handle(request) : await fetched(request, target, local);
  const took = `${Math.max(1, Math.round(performance.now() - start))} ms`;
  const fidelity = { stateful: 'reflects earlier calls', validated: 'made-up data' }[headers['x-mock-fidelity'] ?? ''];
  return { status, code: codeOf(body), words: [took, fidelity].filter(Boolean).join(', '), pretty: pretty(body) };
}

async function fetched({ method, url, headers, body }: Built['request'], target: Target, local: string) {
  const base = target === 'exchange' ? 'https://api.bitget.com' : local.replace(/\/+$/, '');
  try {
    const response = await fetch(base + url, { method, headers, ...(method !== 'GET' && { body }) });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  } catch {
    const hint =
      target === 'local'
        ? 'Start one with `npm start` or `npx --no bitget-mock`.'
        : 'It may refuse calls from web pages.';
    throw new Error(`${base} did not respond. ${hint}`);
  }
}

const codeOf = (body: string): string => /^\s*\{[\s\S]*?"code"\s*:\s*"?(\d+)/.exec(body)?.[1] ?? '';

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
