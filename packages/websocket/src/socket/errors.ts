/** What an error of a socket knows. */
export interface SocketErrorDetails {
  /** The exchange's code (`30001`), or a word of ours: `closed`, `no-credentials`, `overflow`, `unknown-option`, `usage`. */
  code: string;
  /** The channel, `public.ticker`, where it is about one. */
  channel?: string | undefined;
  /** What names the stream, where it is about one. */
  arg?: Readonly<Record<string, unknown>> | undefined;
  /** The exchange's own words, secrets removed. */
  exchangeMessage?: string | undefined;
}

/** What ends a stream, or keeps it from beginning. Holds no secret. */
export class SocketError extends Error implements SocketErrorDetails {
  override readonly name = 'SocketError';
  declare readonly code: string;
  declare readonly channel: string | undefined;
  declare readonly arg: Readonly<Record<string, unknown>> | undefined;
  declare readonly exchangeMessage: string | undefined;

  /** The message reads `[@bitget-spec/websocket] what, where: how to mend it.` */
  constructor(
    what: string,
    /** What to do about it. */
    readonly hint: string,
    details: SocketErrorDetails,
  ) {
    super(`[@bitget-spec/websocket] ${what}, ${details.channel ?? 'socket'}: ${hint}.`);
    Object.assign(this, details);
  }
}

export const closedError = () => new SocketError('the socket was closed', 'make a new one', { code: 'closed' });
