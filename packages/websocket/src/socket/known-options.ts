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
 * A misspelt option would go unnoticed until it is missed, and a limit that lets nothing through would keep all waiting.
 * @throws TypeError that names the option, and no value but of numbers
 */
export function checkOptions(options: SocketOptions): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(KNOWN, name))
      throw new TypeError(
        `[@bitget-spec/websocket] unknown option \`${name}\`, createSocket: known are ${Object.keys(KNOWN).join(', ')}.`,
      );
  for (const [name, value] of Object.entries({ ...options.timing, ...options.limits })) {
    // of the messages a second one is kept for a ping
    const least = name === 'messagesPerSecond' ? 2 : name.endsWith('Ms') ? 0 : 1;
    if (value !== false && !(Number(value) >= least))
      throw new TypeError(`[@bitget-spec/websocket] \`${name}\` is ${value}, createSocket: give ${least} or more.`);
  }
}
