/**
 * Whether a page may talk to the mock. Programs send no Origin; pages of this machine (a docs site, a dev
 * server) may, any other page that a developer happens to visit may not.
 */
export function originAllowed(origin: string | undefined): boolean {
  if (origin === undefined) return true;
  try {
    return isLoopback(new URL(origin).hostname);
  } catch {
    return false; // 'null', from sandboxed frames and files
  }
}

/** Whether a host name or an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return /^(localhost|[^/]+\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);
}

/** What the exchange is asked with. */
export const METHODS = 'GET, HEAD, POST, DELETE, OPTIONS';

/** The headers that let an allowed page read the response. */
export function corsHeaders(origin: string | undefined, asked: string | undefined): Record<string, string> {
  if (origin === undefined || !originAllowed(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': METHODS,
    'access-control-expose-headers': '*',
    ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
    vary: 'origin',
  };
}
