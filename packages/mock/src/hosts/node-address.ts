import type { IncomingMessage } from 'node:http';

/** An IPv4 address stays one where the socket takes both kinds. */
export function addressOf(remote: string | undefined): string {
  return remote?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '127.0.0.1';
}

/** The headers that came once. */
export function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string') texts[name] = value;
  }
  return texts;
}
