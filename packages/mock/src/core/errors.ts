import { MESSAGES } from './messages.js';

/** HTTP status where it is not 400. */
const STATUS: Readonly<Record<string, number>> = {
  '40015': 500,
  '40404': 404,
  '429': 429,
};

/** A request turned down: code, words and HTTP status of the envelope that says so. */
export class Refusal {
  constructor(
    readonly code: string,
    readonly message: string,
    readonly status: number,
    /** Headers besides the usual ones. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export interface RefuseOptions {
  /** What the message's `{0}` stands for. */
  about?: string;
  /** Words instead of the exchange's. */
  message?: string;
  /** HTTP status. @default 400, except 404 for 40404, 429 for 429, 500 for 40015 */
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

/**
 * Makes the exchange's refusal for a code. An override returns (or throws) it to answer with an error:
 * `'v3:trade.placeOrder': () => refuse('40762')`.
 */
export function refuse(code: string, options: RefuseOptions = {}): Refusal {
  const words = options.message ?? MESSAGES[code] ?? 'Request refused';
  const message = words.replace(/\{(\d)\}/g, (_, place) => (place === '0' ? (options.about ?? '') : '')).trim();
  return new Refusal(code, message, options.status ?? STATUS[code] ?? 400, options.headers);
}
