/** Settings of one call. */
export interface CallOptions {
  /** Ends the call at once with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Sent beside the usual ones. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds a request of this call may take; 0 for no limit. @default the client's */
  timeoutMs?: number | undefined;
  /** Milliseconds to look for a placement whose response was lost. @default the client's */
  outcomeWaitMs?: number | undefined;
}
