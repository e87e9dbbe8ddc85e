import { Refusal } from './refusal.js';

/** The largest document that is fetched, in bytes, uncompressed. */
const MOST_BYTES = 64 * 1024 * 1024;
/** How long one may take. */
const MOST_MS = 30_000;
const MOST_REDIRECTS = 5;

/** Whether a document is named by a URL. */
export const isUrl = (file: string): boolean => /^https?:\/\//i.test(file);

export const isSameOrigin = (one: string, other: string): boolean => new URL(one).origin === new URL(other).origin;

export interface RemoteLimits {
  bytes?: number;
  ms?: number;
}

/** What was fetched, and from where in the end: what it refers to is relative to that (RFC 3986, 5.1.3). */
export interface Fetched {
  url: string;
  text: string;
}

/**
 * Fetches a document. It may move, but to no other host and never from https to http.
 * @throws Refusal where it cannot be had, is too large or takes too long
 */
export async function fetchDocument(
  asked: string,
  { bytes = MOST_BYTES, ms = MOST_MS }: RemoteLimits = {},
): Promise<Fetched> {
  const signal = AbortSignal.timeout(ms);
  try {
    const { url, response } = await followed(asked, signal);
    if (!response.ok) {
      await response.body?.cancel();
      throw new Refusal(`cannot be fetched: HTTP ${response.status}`, 'correct the URL');
    }
    return { url, text: await textOf(response, bytes) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (signal.aborted) throw new Refusal(`takes longer than ${ms / 1000} s`, 'download it and name the copy');
    throw new Refusal(`cannot be fetched: ${reasonOf(error)}`, 'correct the URL, or download it and name the copy');
  }
}

async function followed(url: string, signal: AbortSignal): Promise<{ url: string; response: Response }> {
  let here = url;
  for (let moves = 0; ; moves++) {
    const response = await fetch(here, { redirect: 'manual', signal, headers: { Accept: '*/*' } });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !location) return { url: here, response };
    await response.body?.cancel();
    const next = new URL(location, here);
    if (moves === MOST_REDIRECTS)
      throw new Refusal(`moves more than ${MOST_REDIRECTS} times`, 'name the URL that it is at');
    if (!mayMove(new URL(here), next)) throw new Refusal(`has moved to ${next.origin}`, 'name the URL that it is at');
    here = next.href;
  }
}

const mayMove = (from: URL, to: URL): boolean =>
  from.origin === to.origin || (from.hostname === to.hostname && from.protocol === 'http:' && to.protocol === 'https:');

async function textOf(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      throw new Refusal(`has more than ${most} bytes`, 'split it into files that refer to each other');
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Why fetch failed: it says so in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
}
