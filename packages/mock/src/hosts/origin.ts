/** Whether a page may talk to the mock. */
export type OriginRule = (origin: string | undefined) => boolean;

/**
 * Programs send no Origin. Pages of this machine (a docs site, a dev server) may talk to the mock, and those that are
 * named; any other page that a developer happens to visit may not.
 *
 * @param more origins of other pages: `http://192.168.0.5:5173`
 * @throws Error for what is no origin
 */
export function allowedOrigins(more: readonly string[] = []): OriginRule {
  const named = new Set(more.map(originOf));
  return (origin) => {
    if (origin === undefined || named.has(origin)) return true;
    try {
      return isLoopback(new URL(origin).hostname);
    } catch {
      return false; // 'null', from sandboxed frames and files
    }
  };
}

/** An origin as browsers write it: lower case, without the scheme's own port. */
function originOf(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\/[^\s/?#@*]+\/?$/i.test(text) && URL.canParse(text)) {
    const { origin, protocol, host } = new URL(text);
    return origin === 'null' ? `${protocol}//${host}` : origin;
  }
  throw new Error(`[mock] ${text} is no origin to allow: write scheme, host and port, as in http://192.168.0.5:5173`);
}

/** Whether a host name or an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return /^(localhost|[^/]+\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);
}

/** What the exchange is asked with. */
export const METHODS = 'GET, HEAD, POST, DELETE, OPTIONS';

/** The headers that let a page read the response. @param origin of an allowed page; none for programs */
export function corsHeaders(origin: string | undefined, asked: string | undefined): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': METHODS,
    'access-control-expose-headers': '*',
    ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
    vary: 'origin',
  };
}
