import type { SocketOptions } from './options.js';

const KNOWN: Readonly<Record<keyof SocketOptions, true>> = {
  credentials: true,
  demo: true,
  baseUrl: true,
  client: true,
  clock: true,
  system: true,
  webSocket: true,
  agent: true,
  limits: true,
  timing: true,
  onConnection: true,
  onStream: true,
  onOrder: true,
  onNotice: true,
};

/**
 * A misspelt option would go unnoticed until it is missed.
 * @throws TypeError that names the option; no value
 */
export function checkOptions(options: SocketOptions): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(KNOWN, name))
      throw new TypeError(
        `[@bitget-spec/websocket] unknown option \`${name}\`, createSocket: known are ${Object.keys(KNOWN).join(', ')}.`,
      );
}
