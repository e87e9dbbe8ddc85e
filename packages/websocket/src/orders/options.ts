/** Settings of one order over a socket. */
export interface OrderOptions {
  /** Ends the call at once with the signal's reason. What has left may be carried out all the same. */
  signal?: AbortSignal | undefined;
  /** Milliseconds until a reply has to be there, the wait for a connection and for its turn in the limits included. @default 10_000 */
  timeoutMs?: number | undefined;
  /**
   * How long an order whose reply was lost is looked up, milliseconds; needs `client`. "Not placed" is certain no earlier than
   * two minutes after sending, or once its `receiveWindow` is over.
   * @default 130_000
   */
  outcomeWaitMs?: number | undefined;
}
