/** A message, or the fields of one. */
export type Frame = Readonly<Record<string, unknown>>;

/** An order request, as the operation of REST takes it, and how what became of it is said. */
export interface TradeRequest {
  /** Id of the channel, `private.place-order`. */
  readonly channel: string;
  /** `/api/v3/trade/place-order` */
  readonly url: string;
  readonly body: unknown;
  /** @param data what REST returns */
  done(data: unknown, now: number): Frame;
  refused(code: string, message: string, now: number): Frame;
}

/** Those parts of what was sent that are text, as replies repeat them. */
export function textsOf(parts: unknown): Frame {
  return Object.fromEntries(Object.entries(Object(parts)).filter(([, value]) => typeof value === 'string'));
}
