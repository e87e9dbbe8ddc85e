/**
 * What the exchange says when it refuses, by code. The words are its own: from its lists of error codes where
 * they name the code, else (40084, 40085, 40099, 30032) as clients report them.
 */
const MESSAGES: Readonly<Record<string, string>> = {
  '30032': 'The V1 API has been decommissioned. Please migrate to a newer version.',
  '40001': 'ACCESS_KEY cannot be empty',
  '40002': 'ACCESS_SIGN cannot be empty',
  '40005': 'Invalid ACCESS_TIMESTAMP',
  '40006': 'Invalid ACCESS_KEY',
  '40007': 'Invalid Content_Type',
  '40008': 'Request timestamp expired',
  '40009': 'sign signature error',
  '40010': 'Request timed out',
  '40011': 'ACCESS_PASSPHRASE cannot be empty',
  '40012': 'apikey/password is incorrect',
  '40014': 'Incorrect permissions, need {0} permissions',
  '40015': 'System is abnormal, please try again later',
  '40017': 'Parameter verification failed {0}',
  '40018': 'Invalid IP',
  '40019': 'Parameter {0} cannot be empty',
  '40020': 'Parameter {0} error',
  '40034': 'Parameter {0} does not exist',
  '40037': 'Apikey does not exist',
  '40084': 'You are in Classic Account mode, and the Unified Account API is not supported at this time',
  '40085': 'You are in Unified Account mode, and the Classic Account API is not supported at this time',
  '40099': 'exchange environment is incorrect',
  '400171': 'Parameter verification failed {0}',
  '40404': 'Request URL NOT FOUND',
  '25212': 'Duplicate clientOid',
  '40725': 'service return an error',
  '40762': 'The order size is greater than the max open size',
  '40774': 'The order type for unilateral position must also be the unilateral position type',
  '43118': 'clientOrderId duplicate',
  '45110': 'less than the minimum amount {0} USDT',
  '43012': 'Insufficient balance',
  '45001': 'Unknown error',
  '429': 'Too many requests',
};

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
  const message = words.replace('{0}', () => options.about ?? '').trim();
  return new Refusal(code, message, options.status ?? STATUS[code] ?? 400, options.headers);
}
